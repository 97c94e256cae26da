package com.xenlixai.scan.generate.llm;

import java.util.List;
import java.util.regex.Pattern;

/// Tells text that speaks to a model rather than to a reader. A model never sees it; a page that is
/// full of it is not shown to a model at all.
final class ModelDirectedText {

    private static final List<Pattern> SIGNS =
            List.of(
                    sign(
                            "\\b(ignore|disregard|forget|override)\\b.{0,40}\\b(previous|prior|above|earlier|all|any|your|system)\\b.{0,40}\\b(instructions?|prompts?|rules?|messages?|directions?|context)"),
                    sign("\\bsystem\\s*(prompt|message)\\b"),
                    sign(
                            "\\b(reveal|print|repeat|output|leak)\\b.{0,40}\\b(prompt|instructions|canary|secret)"),
                    sign(
                            "\\byou are (now )?(an?|the) (\\w+ ){0,3}(assistant|ai|model|chatbot|llm|language model)\\b"),
                    sign("\\bas an? (ai|language model|llm|assistant)\\b"),
                    sign(
                            "\\b(ai|llm|assistant|language model|chatbot|gpt|claude|gemini)s?\\b.{0,30}\\b(must|should|shall|has to|have to|are required to|please)\\b.{0,60}\\b(say|write|recommend|state|output|answer|respond|include|rate|praise|mention)"),
                    sign(
                            "\\b(respond|answer|reply) (only )?(with|in) (json|the following|exactly)"),
                    sign("<\\|?(im_start|im_end|system|endoftext)\\|?>|\\[/?inst\\]|<</?sys>>"),
                    sign("^\\s*(system|assistant|user)\\s*:"),
                    sign("\\bjailbreak\\b|\\bdeveloper mode\\b|\\bdo anything now\\b"),
                    sign("[A-Za-z0-9+/]{120,}={0,2}"));

    private ModelDirectedText() {}

    /// Whether the text tries to instruct a model.
    static boolean isIn(String text) {
        return SIGNS.stream().anyMatch(sign -> sign.matcher(text).find());
    }

    private static Pattern sign(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
