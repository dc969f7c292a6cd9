package packet

// ellipsis says that words of the provision were left out. It is written beside
// a text and never into it: the text keeps its hash.
const ellipsis = "……"

// excerpt names a piece as one, after the place it is taken from.
func (p Passage) excerpt() string {
	if p.Piece {
		return "（节选）"
	}
	return ""
}

// elided are the blocks of a text with the marks of what was left out before and
// after; beside a table they are paragraphs of their own.
func elided(blocks []block, cut Cut) []block {
	if cut.Before() {
		if len(blocks) == 0 || blocks[0].Rows != nil {
			blocks = append([]block{{}}, blocks...)
		}
		blocks[0].Text = ellipsis + blocks[0].Text
	}
	if cut.After() {
		if n := len(blocks); n == 0 || blocks[n-1].Rows != nil {
			blocks = append(blocks, block{})
		}
		blocks[len(blocks)-1].Text += ellipsis
	}
	return blocks
}
