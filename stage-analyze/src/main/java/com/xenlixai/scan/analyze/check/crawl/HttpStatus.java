package com.xenlixai.scan.analyze.check.crawl;

import com.xenlixai.scan.analyze.check.Answer;
import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.source.Spaces;
import com.xenlixai.scan.contract.event.Hop;

/// Only an answer with a success status and HTML can be indexed as a page.
final class HttpStatus implements Check {

    private static final Rule RULE =
            new Rule(
                    "crawl.http-status",
                    Severity.CRITICAL,
                    Grade.A,
                    "The page answers with HTML and a success status",
                    "Search engines index only pages that answer with a 2xx status and HTML.",
                    "Let the URL answer 200 with Content-Type text/html, or redirect it to a page that does.",
                    "https://developers.google.com/search/docs/crawling-indexing/http-network-errors");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public boolean judgesEveryAnswer() {
        return true;
    }

    @Override
    public Verdict judge(Page page) {
        Answer answer = page.answer();
        String type = answer.mediaType().isEmpty() ? "no content type" : answer.mediaType();
        String value = answer.status() + " " + type;
        Findings where = new Findings();
        for (Hop hop : answer.hops()) {
            where.add(hop.getStatus() + " " + hop.getUrl(), null);
        }
        if (BotWall.isWall(answer)) {
            return Verdict.unknown(
                    "a bot wall answered instead of the page (" + answer.status() + ")");
        }
        if (!answer.isSuccess()) {
            where.add(answer.status() + " " + answer.url(), null);
            return Verdict.fail("The page answers with status " + answer.status(), value, where);
        }
        if (!answer.isHtml()) {
            where.add(Spaces.collapsed(answer.start(), 120), type);
            return Verdict.fail("The answer is no HTML page: " + type, value, where);
        }
        return Verdict.pass(value);
    }
}
