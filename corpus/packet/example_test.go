package packet_test

import (
	"context"
	"fmt"
	"os"

	"tiaowen/corpus"
	"tiaowen/corpus/packet"
)

// Passages are put in order, with headings and notes between them, and taken away
// with their sources.
func ExampleWriteMarkdown() {
	quoted := packet.NewPassage("样本登记办法_2024-03-01", "art_2", "登记样本，应当写明名称和来源。", "《样本登记办法》第二条",
		corpus.Fields{Title: "样本登记办法", Kind: corpus.Regulation, Issuer: []string{"示例局"}, Promulgated: "2024-03-01"})
	p := packet.Packet{Title: "样本登记", Items: []packet.Item{
		packet.NewHeading(1, "怎样登记"),
		packet.NewQuote(quoted),
		packet.NewNote("结合登记簿讲。"),
	}}
	if err := packet.WriteMarkdown(context.Background(), os.Stdout, p, packet.Options{}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// # 样本登记
	//
	// ## 一、怎样登记
	//
	// > 登记样本，应当写明名称和来源。[^1]
	// >
	//
	// 结合登记簿讲。
	//
	// [^1]: 示例局：《样本登记办法》（2024年3月1日公布）第二条。
}
