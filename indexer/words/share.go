package words

// Share is how common a word is among all words, 0 for what is no word of the
// dictionary. It waits until the dictionary is loaded.
func (d *Dictionary) Share(word string) float64 {
	<-d.ready
	c := d.now.Load()
	frequency, _, known := c.find(word)
	if !known || frequency <= 0 {
		return 0
	}
	return frequency / c.total
}
