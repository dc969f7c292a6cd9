package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus/library"
)

func TestErrorWords(t *testing.T) {
	_, missing := os.Open("/no-such-folder/文件.txt")
	for _, c := range []struct {
		err  error
		want string
	}{
		{missing, "/no-such-folder/文件.txt 不存在"},
		{fmt.Errorf("恢复 甲.zip：%w", missing), "恢复 甲.zip：/no-such-folder/文件.txt 不存在"},
		{fmt.Errorf("open library ./data: %w", library.ErrFull), "资料库 ./data：磁盘已满"},
		{errHeld, errHeld.Error()},
		{errors.New("strange"), "出错了：strange"},
	} {
		if got := errorWords(c.err); got != c.want {
			t.Errorf("%v: %q, want %q", c.err, got, c.want)
		}
	}
}

func TestShieldWords(t *testing.T) {
	for _, c := range []struct{ in, want []string }{
		{[]string{"search", "支部", "--json", "-v"}, []string{"search", "支部", "--json", "-v"}},
		{[]string{"search", "-试行", `-"办 法"`, "-“暂行”", "-", ""}, []string{"search", shield + "-试行", shield + `-"办 法"`, shield + "-“暂行”", "-", ""}},
		{[]string{"import", "-试行"}, []string{"import", "-试行"}},
	} {
		in := slices.Clone(c.in)
		if diff := cmp.Diff(c.want, shieldWords(c.in)); diff != "" || !slices.Equal(in, c.in) {
			t.Errorf("%q:\n%s", in, diff)
		}
	}
}
