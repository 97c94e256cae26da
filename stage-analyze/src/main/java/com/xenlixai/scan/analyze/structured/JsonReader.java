package com.xenlixai.scan.analyze.structured;

import com.xenlixai.scan.analyze.structured.Json.Items;
import com.xenlixai.scan.analyze.structured.Json.Literal;
import com.xenlixai.scan.analyze.structured.Json.Members;
import com.xenlixai.scan.analyze.structured.Json.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads JSON (RFC 8259) and tells where it is broken. Nesting is bounded, so the stack is too.
final class JsonReader {

    private static final int DEEPEST = 60;
    private static final int MOST_VALUES = 50_000;

    private final String text;
    private int at;
    private int values;

    private JsonReader(String text, int from) {
        this.text = text;
        this.at = from;
    }

    /// Where and why a text is not JSON.
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        final int offset;

        Broken(String message, int offset) {
            super(message, null, false, false);
            this.offset = offset;
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    /// Reads the one value that the text holds between two offsets.
    static Json read(String text, int from, int to) throws Broken {
        JsonReader reader = new JsonReader(text.substring(0, to), from);
        Json value = reader.value(0);
        reader.skipBlanks();
        if (reader.at < to) {
            char next = text.charAt(reader.at);
            throw new Broken(
                    next == '{' || next == '['
                            ? "a second value follows the first"
                            : "unexpected '" + next + "' after the value",
                    reader.at);
        }
        return value;
    }

    private Json value(int depth) throws Broken {
        skipBlanks();
        if (depth > DEEPEST) {
            throw new Broken("nested more than " + DEEPEST + " levels deep", at);
        }
        if (++values > MOST_VALUES) {
            throw new Broken("more than " + MOST_VALUES + " values", at);
        }
        if (at >= text.length()) {
            throw new Broken("ends where a value should be", at);
        }
        int start = at;
        return switch (text.charAt(at)) {
            case '{' -> members(depth);
            case '[' -> items(depth);
            case '"' -> new Text(string(), start);
            case '\'' -> throw new Broken("single quotes are not allowed in JSON", at);
            default -> literal();
        };
    }

    private Json members(int depth) throws Broken {
        int start = at++;
        Map<String, Json> members = new LinkedHashMap<>();
        List<String> repeated = new ArrayList<>();
        skipBlanks();
        if (peek() == '}') {
            at++;
            return new Members(members, repeated, start);
        }
        while (true) {
            skipBlanks();
            if (peek() == '}') {
                throw new Broken("comma before the closing brace", at);
            }
            if (peek() != '"') {
                throw new Broken(
                        at >= text.length()
                                ? "ends inside an object"
                                : "a name in double quotes should be here",
                        at);
            }
            String name = string();
            skipBlanks();
            if (peek() != ':') {
                throw new Broken("a colon should follow \"" + name + "\"", at);
            }
            at++;
            if (members.put(name, value(depth + 1)) != null) {
                repeated.add(name);
            }
            skipBlanks();
            char next = peek();
            if (next != ',' && next != '}') {
                throw new Broken(
                        at >= text.length()
                                ? "ends inside an object"
                                : "a comma or closing brace should be here",
                        at);
            }
            at++;
            if (next == '}') {
                return new Members(members, repeated, start);
            }
        }
    }

    private Json items(int depth) throws Broken {
        int start = at++;
        List<Json> items = new ArrayList<>();
        skipBlanks();
        if (peek() == ']') {
            at++;
            return new Items(items, start);
        }
        while (true) {
            skipBlanks();
            if (peek() == ']') {
                throw new Broken("comma before the closing bracket", at);
            }
            items.add(value(depth + 1));
            skipBlanks();
            char next = peek();
            if (next != ',' && next != ']') {
                throw new Broken(
                        at >= text.length()
                                ? "ends inside an array"
                                : "a comma or closing bracket should be here",
                        at);
            }
            at++;
            if (next == ']') {
                return new Items(items, start);
            }
        }
    }

    private String string() throws Broken {
        int start = ++at;
        StringBuilder built = null;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                String plain = built == null ? text.substring(start, at) : built.toString();
                at++;
                return plain;
            }
            if (c < ' ') {
                throw new Broken(
                        c == '\n'
                                ? "line break inside a string"
                                : "control character inside a string",
                        at);
            }
            if (c != '\\') {
                if (built != null) {
                    built.append(c);
                }
                at++;
                continue;
            }
            if (built == null) {
                built = new StringBuilder(text.substring(start, at));
            }
            at++;
            built.append(escaped());
        }
        throw new Broken("a string is not closed", start - 1);
    }

    private char escaped() throws Broken {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hex();
            default -> throw new Broken("unknown escape \\" + c, at - 2);
        };
    }

    private char hex() throws Broken {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw new Broken("\\u needs four hexadecimal digits", at);
            }
            code = code << 4 | digit;
            at++;
        }
        return (char) code;
    }

    private Json literal() throws Broken {
        int start = at;
        while (at < text.length() && isLiteral(text.charAt(at))) {
            at++;
        }
        String value = text.substring(start, at);
        if (value.equals("true")
                || value.equals("false")
                || value.equals("null")
                || isNumber(value)) {
            return new Literal(value, start);
        }
        throw new Broken(
                value.isEmpty()
                        ? "unexpected '" + text.charAt(start) + "'"
                        : "unexpected " + (value.length() > 20 ? value.substring(0, 20) : value),
                start);
    }

    private static boolean isLiteral(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '+' || c == '.';
    }

    private static boolean isNumber(String value) {
        int i = value.startsWith("-") ? 1 : 0;
        int digits = digits(value, i);
        if (digits == 0 || digits > 1 && value.charAt(i) == '0') {
            return false;
        }
        i += digits;
        if (i < value.length() && value.charAt(i) == '.') {
            int fraction = digits(value, i + 1);
            if (fraction == 0) {
                return false;
            }
            i += 1 + fraction;
        }
        if (i < value.length() && (value.charAt(i) | 0x20) == 'e') {
            i++;
            if (i < value.length() && (value.charAt(i) == '+' || value.charAt(i) == '-')) {
                i++;
            }
            int exponent = digits(value, i);
            if (exponent == 0) {
                return false;
            }
            i += exponent;
        }
        return i == value.length();
    }

    private static int digits(String value, int from) {
        int i = from;
        while (i < value.length() && value.charAt(i) >= '0' && value.charAt(i) <= '9') {
            i++;
        }
        return i - from;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void skipBlanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return;
            }
            at++;
        }
    }
}
