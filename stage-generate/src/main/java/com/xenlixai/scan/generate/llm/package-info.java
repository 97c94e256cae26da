/// Advice by a language model: a thin client for chat completions, a prompt that keeps page text
/// apart from instructions, and what happens when the model is slow, wrong or away.
@NullMarked
package com.xenlixai.scan.generate.llm;

import org.jspecify.annotations.NullMarked;
