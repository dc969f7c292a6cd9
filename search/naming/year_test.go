package naming

import "testing"

func TestFullYears(t *testing.T) {
	for in, want := range map[string]string{
		"二〇一八年版": "2018年版", "二零一八年": "2018年", "二o一八年修正": "2018年修正", "一九九七年": "1997年", "二0二四年": "2024年",
		"18年": "2018年", "97年修订": "1997年修订", "某法08年版": "某法2008年版", "2018年": "2018年", "2018": "2018", "5年": "5年", "三年": "三年",
		"二十年": "二十年", "118年": "118年", "": "",
	} {
		if got := FullYears(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}
