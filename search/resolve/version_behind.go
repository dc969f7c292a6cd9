package resolve

import "regexp"

// versionBehind is a version named after the number: 第12条（2018年）,
// 第十二条（2023年修正）, 第十二条2015年版.
var versionBehind = regexp.MustCompile(`^(.*[条款项目章节编])(?:\(((?:19|20)\d{2}年?(?:\d{1,2}月(?:\d{1,2}日)?)?(?:新?修订|修正|公布|发布|施行)?版?)\)|((?:19|20)\d{2})年?(?:修订|修正)?版)$`)

// withVersionBehind reads s without the version after its number, which goes
// to the title, where versions are looked for.
func withVersionBehind(s string) []reading {
	m := versionBehind.FindStringSubmatch(s)
	if m == nil {
		return nil
	}
	version := m[2]
	if version == "" {
		version = m[3] + "年"
	}
	var out []reading
	for _, rd := range readAddress(m[1]) {
		if !rd.bare() {
			rd.title += "(" + version + ")"
			out = append(out, rd)
		}
	}
	return out
}
