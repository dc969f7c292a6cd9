"""Puts into lines of JSON with a text what onnxruntime makes of it, for golden_test.go.

    pip install onnxruntime==1.20.1 tokenizers==0.23.3 numpy==2.4.6
    python golden.py FOLDER <texts >golden.jsonl

FOLDER is what the jar that make/main.go names was unpacked to; texts are lines of
{"text": ..., "times": how often it is said, or nothing}, or an old golden.jsonl. Out
come "tokens" and "vector", the numbers times 32767 as 16 bits each, in base64.
"""

import base64
import json
import sys

import numpy
import onnxruntime
from tokenizers import Tokenizer

tokenizer = Tokenizer.from_file(sys.argv[1] + "/bge-small-zh-v1.5-tokenizer.json")
tokenizer.encode_special_tokens = True  # "[CLS]" in a text is a word like others
session = onnxruntime.InferenceSession(sys.argv[1] + "/bge-small-zh-v1.5.onnx")
for line in sys.stdin:
    case = json.loads(line)
    tokens = tokenizer.encode(case["text"] * case.get("times", 1)).ids
    if len(tokens) > 512:
        tokens = tokens[:511] + tokens[-1:]
    ids = numpy.array([tokens])
    out = session.run(None, {"input_ids": ids, "attention_mask": numpy.ones_like(ids), "token_type_ids": numpy.zeros_like(ids)})
    vector = out[0][0, 0]
    vector = numpy.rint(vector / numpy.linalg.norm(vector) * 32767).astype("<i2")
    case["tokens"] = tokens[:64]
    case["vector"] = base64.b64encode(vector.tobytes()).decode()
    print(json.dumps(case, ensure_ascii=False))
