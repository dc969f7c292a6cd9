package corpus

import "testing"

// TestChinese: a date is written as far as it is known, and what is none is not.
func TestChinese(t *testing.T) {
	for d, want := range map[Date]string{"2018-10-28": "2018年10月28日", "2018-01-02": "2018年1月2日", "2018-05": "2018年5月", "2018": "2018年",
		"2018-第": "2018年", "": "", "第三号": "", "04ac258c": ""} {
		if got := d.Chinese(); got != want {
			t.Errorf("%q: %q, want %q", d, got, want)
		}
	}
}
