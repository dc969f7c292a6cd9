#include "textflag.h"

// The assembler has no names for these. As in its own instructions, the result is last.
#define SSHLL(n, d) WORD $(0x0F08A400 | n<<5 | d)             // eight bytes wider
#define SSHLL2(n, d) WORD $(0x4F08A400 | n<<5 | d)            // the upper eight
#define SMLAL(m, n, d) WORD $(0x0E608000 | m<<16 | n<<5 | d)  // products of four added
#define SMLAL2(m, n, d) WORD $(0x4E608000 | m<<16 | n<<5 | d) // of the upper four
#define FMUL(m, n, d) WORD $(0x6E20DC00 | m<<16 | n<<5 | d)
#define FADD(m, n, d) WORD $(0x4E20D400 | m<<16 | n<<5 | d)
#define FADDP(m, n, d) WORD $(0x6E20D400 | m<<16 | n<<5 | d)  // of pairs

// func neonSums(sums *[8]int32, whole []int16, numbers []int8)
TEXT ·neonSums(SB), NOSPLIT, $0-56
	MOVD sums+0(FP), R0
	MOVD whole_base+8(FP), R1
	MOVD whole_len+16(FP), R7
	MOVD numbers_base+32(FP), R3
	LSR  $1, R7
	ADD  R7<<1, R1, R2
	ADD  R7, R3, R4
	ADD  R7, R4, R5
	ADD  R7, R5, R6
	VEOR V16.B16, V16.B16, V16.B16
	VEOR V17.B16, V17.B16, V17.B16
	VEOR V18.B16, V18.B16, V18.B16
	VEOR V19.B16, V19.B16, V19.B16
	VEOR V20.B16, V20.B16, V20.B16
	VEOR V21.B16, V21.B16, V21.B16
	VEOR V22.B16, V22.B16, V22.B16
	VEOR V23.B16, V23.B16, V23.B16

sums:
	VLD1.P 32(R1), [V0.H8, V1.H8]
	VLD1.P 32(R2), [V2.H8, V3.H8]
	VLD1.P 16(R3), [V4.B16]
	SSHLL(4, 5)
	SSHLL2(4, 6)
	SMLAL(0, 5, 16)
	SMLAL(2, 5, 20)
	SMLAL2(0, 5, 16)
	SMLAL2(2, 5, 20)
	SMLAL(1, 6, 16)
	SMLAL(3, 6, 20)
	SMLAL2(1, 6, 16)
	SMLAL2(3, 6, 20)
	VLD1.P 16(R4), [V4.B16]
	SSHLL(4, 5)
	SSHLL2(4, 6)
	SMLAL(0, 5, 17)
	SMLAL(2, 5, 21)
	SMLAL2(0, 5, 17)
	SMLAL2(2, 5, 21)
	SMLAL(1, 6, 17)
	SMLAL(3, 6, 21)
	SMLAL2(1, 6, 17)
	SMLAL2(3, 6, 21)
	VLD1.P 16(R5), [V4.B16]
	SSHLL(4, 5)
	SSHLL2(4, 6)
	SMLAL(0, 5, 18)
	SMLAL(2, 5, 22)
	SMLAL2(0, 5, 18)
	SMLAL2(2, 5, 22)
	SMLAL(1, 6, 18)
	SMLAL(3, 6, 22)
	SMLAL2(1, 6, 18)
	SMLAL2(3, 6, 22)
	VLD1.P 16(R6), [V4.B16]
	SSHLL(4, 5)
	SSHLL2(4, 6)
	SMLAL(0, 5, 19)
	SMLAL(2, 5, 23)
	SMLAL2(0, 5, 19)
	SMLAL2(2, 5, 23)
	SMLAL(1, 6, 19)
	SMLAL(3, 6, 23)
	SMLAL2(1, 6, 19)
	SMLAL2(3, 6, 23)
	SUBS $16, R7, R7
	BNE  sums
	VADDP V17.S4, V16.S4, V16.S4
	VADDP V19.S4, V18.S4, V18.S4
	VADDP V18.S4, V16.S4, V16.S4
	VADDP V21.S4, V20.S4, V20.S4
	VADDP V23.S4, V22.S4, V22.S4
	VADDP V22.S4, V20.S4, V20.S4
	VST1.P [V16.S4], 16(R0)
	VST1 [V20.S4], (R0)
	RET

// func neonLikeness(out, query, keys []float32)
TEXT ·neonLikeness(SB), NOSPLIT, $0-72
	MOVD out_base+0(FP), R0
	MOVD out_len+8(FP), R1
	MOVD query_base+24(FP), R2
	MOVD keys_base+48(FP), R3
	MOVD $0x3E000000, R5 // an eighth
	VDUP R5, V6.S4
	VLD1.P 64(R2), [V16.S4, V17.S4, V18.S4, V19.S4]
	VLD1.P 64(R2), [V20.S4, V21.S4, V22.S4, V23.S4]
	VLD1.P 64(R2), [V24.S4, V25.S4, V26.S4, V27.S4]
	VLD1.P 64(R2), [V28.S4, V29.S4, V30.S4, V31.S4]

likeness:
	VEOR V4.B16, V4.B16, V4.B16 // lanes 0 to 3
	VEOR V5.B16, V5.B16, V5.B16 // lanes 4 to 7
	MOVD R3, R4
	VLD1.P 64(R4), [V0.S4, V1.S4, V2.S4, V3.S4]
	FMUL(16, 0, 0)
	FMUL(17, 1, 1)
	FMUL(18, 2, 2)
	FMUL(19, 3, 3)
	FADD(0, 4, 4)
	FADD(1, 5, 5)
	FADD(2, 4, 4)
	FADD(3, 5, 5)
	VLD1.P 64(R4), [V0.S4, V1.S4, V2.S4, V3.S4]
	FMUL(20, 0, 0)
	FMUL(21, 1, 1)
	FMUL(22, 2, 2)
	FMUL(23, 3, 3)
	FADD(0, 4, 4)
	FADD(1, 5, 5)
	FADD(2, 4, 4)
	FADD(3, 5, 5)
	VLD1.P 64(R4), [V0.S4, V1.S4, V2.S4, V3.S4]
	FMUL(24, 0, 0)
	FMUL(25, 1, 1)
	FMUL(26, 2, 2)
	FMUL(27, 3, 3)
	FADD(0, 4, 4)
	FADD(1, 5, 5)
	FADD(2, 4, 4)
	FADD(3, 5, 5)
	VLD1.P 64(R4), [V0.S4, V1.S4, V2.S4, V3.S4]
	FMUL(28, 0, 0)
	FMUL(29, 1, 1)
	FMUL(30, 2, 2)
	FMUL(31, 3, 3)
	FADD(0, 4, 4)
	FADD(1, 5, 5)
	FADD(2, 4, 4)
	FADD(3, 5, 5)
	FADD(5, 4, 4) // 0+4, 1+5, 2+6, 3+7
	VEXT $8, V4.B16, V4.B16, V5.B16
	FADD(5, 4, 4) // that of 0 and 2, of 1 and 3
	FADDP(4, 4, 4)
	FMUL(6, 4, 4)
	FMOVS F4, (R0)
	ADD  $4, R0
	ADD  $2048, R3
	SUBS $1, R1, R1
	BNE  likeness
	RET

// func neonMix(out, shares, values []float32)
TEXT ·neonMix(SB), NOSPLIT, $0-72
	MOVD out_base+0(FP), R0
	MOVD shares_base+24(FP), R1
	MOVD shares_len+32(FP), R2
	MOVD values_base+48(FP), R3
	VEOR V16.B16, V16.B16, V16.B16
	VEOR V17.B16, V17.B16, V17.B16
	VEOR V18.B16, V18.B16, V18.B16
	VEOR V19.B16, V19.B16, V19.B16
	VEOR V20.B16, V20.B16, V20.B16
	VEOR V21.B16, V21.B16, V21.B16
	VEOR V22.B16, V22.B16, V22.B16
	VEOR V23.B16, V23.B16, V23.B16
	VEOR V24.B16, V24.B16, V24.B16
	VEOR V25.B16, V25.B16, V25.B16
	VEOR V26.B16, V26.B16, V26.B16
	VEOR V27.B16, V27.B16, V27.B16
	VEOR V28.B16, V28.B16, V28.B16
	VEOR V29.B16, V29.B16, V29.B16
	VEOR V30.B16, V30.B16, V30.B16
	VEOR V31.B16, V31.B16, V31.B16

mix:
	MOVWU.P 4(R1), R5
	VDUP R5, V4.S4
	MOVD R3, R4
	VLD1.P 64(R4), [V0.S4, V1.S4, V2.S4, V3.S4]
	FMUL(4, 0, 0)
	FMUL(4, 1, 1)
	FMUL(4, 2, 2)
	FMUL(4, 3, 3)
	FADD(0, 16, 16)
	FADD(1, 17, 17)
	FADD(2, 18, 18)
	FADD(3, 19, 19)
	VLD1.P 64(R4), [V0.S4, V1.S4, V2.S4, V3.S4]
	FMUL(4, 0, 0)
	FMUL(4, 1, 1)
	FMUL(4, 2, 2)
	FMUL(4, 3, 3)
	FADD(0, 20, 20)
	FADD(1, 21, 21)
	FADD(2, 22, 22)
	FADD(3, 23, 23)
	VLD1.P 64(R4), [V0.S4, V1.S4, V2.S4, V3.S4]
	FMUL(4, 0, 0)
	FMUL(4, 1, 1)
	FMUL(4, 2, 2)
	FMUL(4, 3, 3)
	FADD(0, 24, 24)
	FADD(1, 25, 25)
	FADD(2, 26, 26)
	FADD(3, 27, 27)
	VLD1.P 64(R4), [V0.S4, V1.S4, V2.S4, V3.S4]
	FMUL(4, 0, 0)
	FMUL(4, 1, 1)
	FMUL(4, 2, 2)
	FMUL(4, 3, 3)
	FADD(0, 28, 28)
	FADD(1, 29, 29)
	FADD(2, 30, 30)
	FADD(3, 31, 31)
	ADD  $2048, R3
	SUBS $1, R2, R2
	BNE  mix
	VST1.P [V16.S4, V17.S4, V18.S4, V19.S4], 64(R0)
	VST1.P [V20.S4, V21.S4, V22.S4, V23.S4], 64(R0)
	VST1.P [V24.S4, V25.S4, V26.S4, V27.S4], 64(R0)
	VST1.P [V28.S4, V29.S4, V30.S4, V31.S4], 64(R0)
	RET
