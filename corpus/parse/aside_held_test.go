package parse

import "testing"

// TestAsidesHeldBack: the same, of cases written before the rules and not looked at
// while they were.
func TestAsidesHeldBack(t *testing.T) { checkAsides(t, asidesHeldBack) }

var asidesHeldBack = map[string]asideCase{
	"English head and text":       {lines: "样本应当登记。|报告应当书面作出。|Article 2|All samples must be entered in the register kept by the office.|A written report is required."},
	"English, numbered by dots":   {lines: "有下列情形的，应当登记：|（一）新的；|（二）旧的。|报告应当书面作出。|Article 2: the following are to be registered:|1. those that are new;|2. those that are old.|A written report is required.", want: "p1 p1i1 p1i2 p2"},
	"French":                      {lines: "样本应当登记。|Les échantillons sont enregistrés auprès du bureau compétent.|报告应当书面作出。"},
	"Russian":                     {lines: "样本应当登记。|报告应当书面作出。|Статья 2. Образцы подлежат регистрации.|Отчёт представляется в письменной форме."},
	"Kazakh":                      {lines: "样本应当登记。|ۇلگى تىركەلۋگە ءتيىس.|报告应当书面作出。"},
	"Yi":                          {lines: "样本应当登记。|ꌠꃅꄮꇉꑳꁱꅉꑟꀋꃅ|报告应当书面作出。"},
	"Japanese":                    {lines: "样本应当登记。|サンプルは登録しなければならない。|报告应当书面作出。"},
	"Vietnamese":                  {lines: "样本应当登记。|Mẫu vật phải được đăng ký tại văn phòng.|报告应当书面作出。"},
	"Traditional, other words":    {lines: "样本应当由样本办公室登记在册，不得遗漏。|樣本應當由樣本辦公室登記在冊，不得遺漏。|报告应当书面作出。|報告應當書面作出。"},
	"Traditional with items":      {lines: "有下列情形的，应当登记：|（一）新的样本；|（二）旧的样本。|报告应当书面作出。|第二條　有下列情形的，應當登記：|（一）新的樣本；|（二）舊的樣本。|報告應當書面作出。", want: "p1 p1i1 p1i2 p2"},
	"Tibetan after the article":   {lines: "样本应当登记。|报告应当书面作出。|དོན་ཚན་གཉིས་པ། དཔེ་ཚད་ནི་ཐོ་འགོད་བྱ་དགོས།|སྙན་ཞུ་ནི་ཡི་གེའི་ལམ་ནས་བྱ་དགོས།"},
	"a translator's note":         {lines: "样本应当登记。|报告应当书面作出。|译者注：原文作标本。"},
	"an editor's remark":          {lines: "样本应当登记。|[编者按：本款于次年改过。]|报告应当书面作出。"},
	"an understanding":            {lines: "样本应当登记。|报告应当书面作出。|【理解与适用】|一、关于登记|登记是管理的基础。|二、关于报告|报告是登记的结果。"},
	"cases":                       {lines: "样本应当登记。|报告应当书面作出。|【典型案例】|某样本办未登记样本，受到批评。"},
	"two blocks":                  {lines: "样本应当登记。|报告应当书面作出。|【条文主旨】|本条讲的是登记。|【条文释义】|登记是管理的基础。|第一条已经说明了目的。"},
	"an explanation with a colon": {lines: "样本应当登记。|报告应当书面作出。|释义：本条讲的是登记。"},
	"the reason":                  {lines: "样本应当登记。|报告应当书面作出。|〖立法理由〗登记是管理的基础。|各地都这样做。"},
	"a note with a number":        {lines: "样本应当登记。|注1：本款于次年改过。|报告应当书面作出。", unsure: true},
	"a source":                    {lines: "样本应当登记。|报告应当书面作出。|来源：样本网", unsure: true},
	"a page in dots":              {lines: "样本应当登记。|· 7 ·|报告应当书面作出。"},
	"a page, wide":                {lines: "样本应当登记。|－７－|报告应当书面作出。"},
	"pages in all":                {lines: "样本应当登记。|第 7 页，共 12 页|报告应当书面作出。"},
	"page and pages":              {lines: "样本应当登记。|7 / 12|报告应当书面作出。"},
	"Page 7 of 12":                {lines: "样本应当登记。|Page 7 of 12|报告应当书面作出。"},
	"a letter alone":              {lines: "样本应当登记。|密|报告应当书面作出。", unsure: true},
	"a page inside an item":       {lines: "有下列情形的，应当登记：|（一）新的和没有|- 8 -|登记过的；|（二）旧的。|报告应当书面作出。", want: "p1 p1i1 p1i2 p2", unsure: true},
	"a translation in its middle": {lines: "样本应当由样本办登|Samples shall be registered by the office in charge.|记在册，不得遗漏。|报告应当书面作出。", unsure: true},
	"columns in one line":         {lines: "样本应当登记在册      Samples shall be|，不得遗漏。          registered.|报告应当书面作出。", unsure: true},
	"a 款 that speaks of an item":  {lines: "样本应当登记。|第三条第（二）项的样本，不必登记。", second: "第三条第（二）项的样本，不必登记。"},
	"a 款 of a range":              {lines: "样本应当登记。|第三条至第四条的规定，适用于标本。", second: "第三条至第四条的规定，适用于标本。"},
	"a 款 from the next article":   {lines: "样本应当登记。|第三条规定的样本，不必登记。", second: "第三条规定的样本，不必登记。"},
	"a 款 of the first sentence":   {lines: "样本应当登记。|第三条前款的样本，不必登记。", second: "第三条前款的样本，不必登记。"},
	"a 款 that explains":           {lines: "样本应当登记。|说明样本来源的报告，应当附原件。", second: "说明样本来源的报告，应当附原件。"},
	"a 款 about notes":             {lines: "样本应当登记。|注明日期的报告，可以补正。", second: "注明日期的报告，可以补正。"},
}
