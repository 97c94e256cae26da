package com.xenlixai.scan.analyze.check.security;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Finds keys by the marks that their issuers put in front of them. Each mark is searched for once,
/// so the work is linear in the source.
final class SecretScan {

    private static final int MOST = 20;
    private static final int SHORTEST_KEY = 60;

    private SecretScan() {}

    /// A key and where it starts.
    ///
    /// @param masked its first and last four characters
    record Hit(String kind, String masked, int offset) {}

    /// @param part of the prefix that several marks share, so that its absence rules all of them out
    /// @param rare character of that part by which it is searched for: pages have few of it
    private record Mark(
            String kind, String prefix, String part, char rare, int least, int most, String also) {}

    private static final List<Mark> MARKS =
            List.of(
                    new Mark("AWS access key", "AKIA", "AKIA", 'K', 20, 20, ""),
                    new Mark("Stripe secret key", "sk_live_", "_live_", '_', 24, 120, ""),
                    new Mark("Stripe restricted key", "rk_live_", "_live_", '_', 24, 120, ""),
                    new Mark("GitHub token", "ghp_", "ghp_", '_', 40, 40, ""),
                    new Mark("GitHub token", "github_pat_", "github_pat_", '_', 50, 120, "_"),
                    new Mark("Slack token", "xoxb-", "xox", 'x', 24, 120, "-"),
                    new Mark("Slack token", "xoxp-", "xox", 'x', 24, 120, "-"),
                    new Mark("OpenAI key", "sk-proj-", "sk-proj-", 'j', 40, 200, "-_"),
                    new Mark("Anthropic key", "sk-ant-", "sk-ant-", '-', 40, 200, "-_"),
                    new Mark("SendGrid key", "SG.", "SG.", 'G', 60, 80, "-_."));

    static List<Hit> find(String text) {
        List<Hit> hits = new ArrayList<>();
        String absent = "";
        for (Mark mark : MARKS) {
            if (!mark.part.equals(absent)) {
                int first = indexOf(text, mark.part, mark.rare);
                absent = first < 0 ? mark.part : "";
                if (first >= 0) {
                    keys(text, mark, Math.max(0, first - mark.prefix.length()), hits);
                }
            }
        }
        privateKeys(text, hits);
        adminTokens(text, hits);
        return hits;
    }

    /// A text's place, by one of its characters: much faster where that is rare, since the JDK compares
    /// many characters with one at once.
    private static int indexOf(String text, String part, char rare) {
        int ahead = part.indexOf(rare);
        int at = text.indexOf(rare, ahead);
        while (at >= 0 && !text.startsWith(part, at - ahead)) {
            at = text.indexOf(rare, at + 1);
        }
        return at < 0 ? -1 : at - ahead;
    }

    private static void keys(String text, Mark mark, int from, List<Hit> hits) {
        int at = text.indexOf(mark.prefix, from);
        while (at >= 0 && hits.size() < MOST) {
            int end = at + mark.prefix.length();
            while (end < text.length()
                    && end - at <= mark.most
                    && isKeyCharacter(text.charAt(end), mark.also)) {
                end++;
            }
            boolean alone = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            if (alone && end - at >= mark.least && end - at <= mark.most) {
                hits.add(new Hit(mark.kind, masked(text.substring(at, end)), at));
            }
            at = text.indexOf(mark.prefix, at + 1);
        }
    }

    private static boolean isKeyCharacter(char c, String also) {
        return c < 0x80 && Character.isLetterOrDigit(c)
                || c == '_' && also.isEmpty()
                || also.indexOf(c) >= 0;
    }

    private static String masked(String key) {
        return key.substring(0, 4) + "…" + key.substring(key.length() - 4);
    }

    private static void privateKeys(String text, List<Hit> hits) {
        int at = indexOf(text, "-----BEGIN ", 'G');
        int lastEnd = at < 0 ? -1 : text.lastIndexOf("-----END ");
        while (at >= 0 && hits.size() < MOST) {
            int name =
                    text.substring(at, Math.min(text.length(), at + 60))
                            .indexOf("PRIVATE KEY-----");
            if (name > 0 && lastEnd > at + name + SHORTEST_KEY) {
                hits.add(new Hit("private key", "-----BEGIN … PRIVATE KEY-----", at));
            }
            at = text.indexOf("-----BEGIN ", at + 1);
        }
    }

    /// A JWT whose payload claims to be an administrator.
    private static void adminTokens(String text, List<Hit> hits) {
        int at = indexOf(text, "eyJ", 'J');
        while (at >= 0 && hits.size() < MOST) {
            int dot = dotAfter(text, at, 400);
            int second = dot < 0 ? -1 : dotAfter(text, dot + 1, 2_000);
            if (second > 0 && claimsAdmin(text.substring(dot + 1, second))) {
                hits.add(new Hit("administrator token", text.substring(at, at + 4) + "…", at));
            }
            at = text.indexOf("eyJ", second > 0 ? second : dot > 0 ? dot : skipToken(text, at));
        }
    }

    /// The dot that ends a base64 part of at most so many characters, or -1.
    private static int dotAfter(String text, int from, int most) {
        int end = Math.min(text.length(), from + most);
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.') {
                return i;
            }
            if (!isKeyCharacter(c, "-_")) {
                return -1;
            }
        }
        return -1;
    }

    private static int skipToken(String text, int from) {
        int at = from + 3;
        while (at < text.length() && isKeyCharacter(text.charAt(at), "-_")) {
            at++;
        }
        return at;
    }

    private static boolean claimsAdmin(String payload) {
        try {
            String json =
                    new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8)
                            .replace(" ", "");
            return json.contains("\"admin\":true")
                    || json.contains("\"role\":\"admin\"")
                    || json.contains("\"roles\":[\"admin\"");
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }
}
