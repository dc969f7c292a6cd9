package extract

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"tiaowen/corpus"
)

// misread are characters that come in numbers only when UTF-8 was read as GBK
// or as Latin-1, and the words that programs leave of memory and of U+FFFD.
const misread = "锛銆鐨鍦涓鏄绗鍏浠鏈鎴鍥鍙瀹鏂灏娉锟屯ÃÂâäåæçèéï¼½¿€"

// gap is how many other characters may stand between two signs of one piece of
// mojibake: half of its bytes may happen to give an ordinary character.
const gap = 2

// mojibake finds places that look decoded with a wrong charset: two signs or
// more close together. It gives the first place, and how many there are.
func mojibake(text string) (first corpus.Span, found int) {
	start, end, signs, since := -1, 0, 0, 0
	finish := func() {
		if signs >= 2 && isMojibake(text, start, end) {
			if found == 0 {
				first = corpus.Span{Start: start, End: end}
			}
			found++
		}
		start, signs, since = -1, 0, 0
	}
	for i, r := range text {
		if isMisread(r) {
			if start < 0 {
				start = i
			}
			end = i + len(string(r))
			signs++
			since = 0
			continue
		}
		if since++; start >= 0 && since > gap {
			finish()
		}
	}
	finish()
	return first, found
}

// surnames are the most common ones, and names rare characters that people are
// called.
const (
	surnames = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边"
	names    = "玚玥彧翃祎喆垚犇堃璟煊珺旻昉淼镕珅璠翀翙頔堉旸琎昇瑄玙玘玢珩珣珽琤琬琰琮瑀瑗璆璐璘璎璟甡甯昳晔晙晞晟暐暄暘曈曦朏栩梓棣楒榕樾沄沚泓洺浛淏湉溍潆澂澍灏炅炘烨焜焱熠燊爔祐祺禛禩筠筱箐翊翎翮胤芃苡茜荇莀菀萱葳蓁蕙薇衎袆谞赟轶迺邈郗郦鄞钰铖铭镕闿阗隽雱雯霂霖靓韫韬颀颋颢骁骅骐骕骞骦髙鸢鹍麒麟龑龢𬀩𬱖"
)

// isMojibake reports whether signs close together are no names and no words. A
// telling character may be meant (屯村、屯留, 涓涓, ½ and ¼), and rare ones stand
// together in any list of people and in the names of places.
func isMojibake(text string, start, end int) bool {
	signs, telling, strange := map[rune]bool{}, map[rune]bool{}, map[rune]bool{}
	certain := false // a character that no Chinese text has for itself
	repeated, longest := 0, 0
	last := rune(0)
	for i, r := range text[start:end] {
		if repeated++; r != last {
			repeated, last = 1, r
		}
		longest = max(longest, repeated)
		if !isMisread(r) {
			continue
		}
		signs[r] = true
		if strings.ContainsRune(misread, r) {
			telling[r] = true
			certain = certain || r < 0x100 && unicode.IsLetter(r) || r >= 0x4e00 && !everyday()[r]
		}
		if !isNamed(text[:start+i], r, text[start+i+len(string(r)):]) {
			strange[r] = true
		}
	}
	next, _ := utf8.DecodeRuneInString(text[end:])
	switch {
	case len(telling) == 0:
		return len(strange) >= 2 && !(len(strange) == 2 && strings.ContainsRune("县市区州郡乡镇村里河江湖山国城", next))
	case longest >= 3, strings.Contains(text[start:end], "锟斤"):
		return true // what programs leave of memory
	}
	return len(signs) >= 2 && (certain || len(signs) >= 3 && len(signs) > len(telling) || len(telling) >= 3)
}

// isNamed reports whether a rare character is one of a name: people are called
// so, a surname stands before it, or it is one of a list.
func isNamed(before string, r rune, after string) bool {
	last, n := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeLastRuneInString(before[:len(before)-n])
	next, _ := utf8.DecodeRuneInString(after)
	return strings.ContainsRune(names, r) || strings.ContainsRune(surnames, last) || unicode.Is(unicode.Han, last) && strings.ContainsRune(surnames, first) || last == '、' || next == '、'
}

// isMisread reports whether r is a sign: one of the telling characters, or a
// Chinese one that even folded is none of the 6,763 of GB2312. Good texts have
// such a character now and then, in a name.
func isMisread(r rune) bool {
	if r < 0x80 {
		return false
	}
	if r >= 0x4e00 && r <= 0x9fff && !everyday()[r] && !everyday()[corpus.FoldRune(r)] {
		return true
	}
	return strings.ContainsRune(misread, r)
}

// everyday are the Chinese characters of GB2312.
var everyday = sync.OnceValue(func() map[rune]bool {
	var pairs []byte
	for high := byte(0xb0); high <= 0xf7; high++ {
		for low := byte(0xa1); low <= 0xfe; low++ {
			pairs = append(pairs, high, low)
		}
	}
	set := map[rune]bool{}
	decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(pairs)
	if err != nil {
		return set
	}
	for _, r := range string(decoded) {
		if unicode.Is(unicode.Han, r) { // five code points have no character
			set[r] = true
		}
	}
	return set
})
