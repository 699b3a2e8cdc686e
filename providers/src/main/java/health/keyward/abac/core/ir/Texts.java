package health.keyward.abac.core.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/** Texts, by code points as OPA counts them. */
final class Texts {
    private Texts() {}

    static void into(Map<String, Builtin> all) {
        all.put("concat", (Builtin.Two) (join, parts, run) -> concat(Args.text(join), parts, run));
        all.put("contains", (Builtin.Two) (a, b, run) -> contains(Args.text(a), Args.text(b), run));
        all.put("startswith", (Builtin.Two) (a, b, run) -> Args.text(a).startsWith(Args.text(b)));
        all.put("endswith", (Builtin.Two) (a, b, run) -> Args.text(a).endsWith(Args.text(b)));
        all.put("lower", (Builtin.One) (a, run) -> mapped(Args.text(a), Character::toLowerCase, run));
        all.put("upper", (Builtin.One) (a, run) -> mapped(Args.text(a), Character::toUpperCase, run));
        all.put("split", (Builtin.Two) (a, b, run) -> array(split(Args.text(a), Args.text(b), run)));
        all.put("strings.split_n", (Builtin.Many) Texts::splitN);
        all.put("replace", (Builtin.Many) Texts::replace);
        all.put("strings.replace_n", (Builtin.Two)
                (patterns, a, run) -> replaceN(Args.object(patterns), Args.text(a), run));
        all.put("substring", (Builtin.Many) Texts::substring);
        all.put("indexof", (Builtin.Two) (a, b, run) -> indexOf(Args.text(a), Args.text(b), run));
        all.put("indexof_n", (Builtin.Two) (a, b, run) -> indexesOf(Args.text(a), Args.text(b), run));
        all.put("trim", (Builtin.Two) (a, b, run) -> trim(Args.text(a), of(Args.text(b)), true, true, run));
        all.put("trim_left", (Builtin.Two) (a, b, run) -> trim(Args.text(a), of(Args.text(b)), true, false, run));
        all.put("trim_right", (Builtin.Two) (a, b, run) -> trim(Args.text(a), of(Args.text(b)), false, true, run));
        all.put("trim_space", (Builtin.One) (a, run) -> trim(Args.text(a), Texts::isSpace, true, true, run));
        all.put("trim_prefix", (Builtin.Two) (a, b, run) -> trimPrefix(Args.text(a), Args.text(b)));
        all.put("trim_suffix", (Builtin.Two) (a, b, run) -> trimSuffix(Args.text(a), Args.text(b)));
        all.put("strings.reverse", (Builtin.One) (a, run) -> reverse(Args.text(a), run));
        all.put("strings.count", (Builtin.Two) (a, b, run) -> count(Args.text(a), Args.text(b), run));
        all.put("strings.any_prefix_match", (Builtin.Two) (a, b, run) -> any(a, b, true, run));
        all.put("strings.any_suffix_match", (Builtin.Two) (a, b, run) -> any(a, b, false, run));
        all.put("internal.template_string", (Builtin.One) (a, run) -> template(Args.array(a), run));
    }

    private static Arr array(List<String> texts) {
        return Arr.of(texts.toArray());
    }

    private static Object concat(String join, Object parts, Run run) {
        StringBuilder made = new StringBuilder();
        Object[] items = Args.items(parts, run);
        long length = 0;
        for (Object item : items) {
            length += Args.text(item).length() + (long) join.length();
        }
        run.text(length);
        for (int i = 0; i < items.length; i++) {
            if (i > 0) {
                made.append(join);
            }
            made.append(Args.text(items[i]));
        }
        return made.toString();
    }

    /** Charged for what a naive search costs at worst, with a few steps free. */
    private static void search(String in, String part, Run run) {
        run.charge(in.length() * (long) Math.min(part.length(), in.length()) >> 6);
    }

    private static Object contains(String in, String part, Run run) {
        search(in, part, run);
        return in.contains(part);
    }

    private static String mapped(String text, IntUnaryOperator to, Run run) {
        run.text(text.length());
        StringBuilder made = new StringBuilder(text.length());
        text.codePoints().map(to).forEach(made::appendCodePoint);
        return made.toString();
    }

    private static List<String> split(String text, String by, Run run) {
        run.text(text.length() * 8L);
        search(text, by, run);
        List<String> parts = new ArrayList<>();
        if (by.isEmpty()) {
            text.codePoints().forEach(c -> parts.add(Character.toString(c)));
            return parts;
        }
        int from = 0;
        for (int at = text.indexOf(by); at >= 0; at = text.indexOf(by, from)) {
            parts.add(text.substring(from, at));
            from = at + by.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static Object splitN(Object[] args, Run run) {
        List<String> parts = split(Args.text(args[0]), Args.text(args[1]), run);
        long n = Args.whole(args[2]);
        int size = parts.size();
        return array(
                n >= 0 ? parts.subList(0, (int) Math.min(n, size)) : parts.subList((int) Math.max(0, size + n), size));
    }

    private static Object replace(Object[] args, Run run) {
        String text = Args.text(args[0]);
        String old = Args.text(args[1]);
        String by = Args.text(args[2]);
        search(text, old, run);
        if (!old.isEmpty()) {
            long times = by.length() > old.length() ? occurrences(text, old) : 0;
            run.text(text.length() + times * (by.length() - old.length()));
            return text.replace(old, by);
        }
        run.text(text.length() + (text.length() + 1L) * by.length());
        StringBuilder made = new StringBuilder(by);
        text.codePoints().forEach(c -> made.appendCodePoint(c).append(by));
        return made.toString();
    }

    private static long occurrences(String text, String part) {
        long found = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            found++;
        }
        return found;
    }

    /** At each place the first pattern in order that fits. */
    private static Object replaceN(Obj patterns, String text, Run run) {
        Object[] keys = patterns.sorted();
        for (Object key : keys) {
            Args.text(key);
            Args.text(Values.there(patterns.get(key)));
        }
        StringBuilder made = new StringBuilder();
        int at = 0;
        boolean afterMatch = false;
        while (at <= text.length()) {
            run.charge(keys.length + 1L);
            String fits = null;
            for (Object key : keys) {
                String pattern = (String) key;
                if (text.startsWith(pattern, at) && !(pattern.isEmpty() && afterMatch)) {
                    fits = pattern;
                    break;
                }
            }
            if (fits != null) {
                String by = Args.text(Values.there(patterns.get(fits)));
                run.text(by.length());
                made.append(by);
                at += fits.length();
                afterMatch = !fits.isEmpty();
                if (afterMatch) {
                    continue;
                }
            }
            afterMatch = false;
            if (at < text.length()) {
                int c = text.codePointAt(at);
                made.appendCodePoint(c);
                at += Character.charCount(c);
            } else {
                break;
            }
        }
        return made.toString();
    }

    private static Object substring(Object[] args, Run run) {
        String text = Args.text(args[0]);
        long from = Args.whole(args[1]);
        long length = Args.whole(args[2]);
        if (from < 0) {
            throw new Fault("negative offset");
        }
        run.text(text.length());
        int size = text.codePointCount(0, text.length());
        if (from >= size) {
            return "";
        }
        int start = text.offsetByCodePoints(0, (int) from);
        return length < 0 || length >= size - from
                ? text.substring(start)
                : text.substring(start, text.offsetByCodePoints(start, (int) length));
    }

    private static Object indexOf(String text, String part, Run run) {
        if (part.isEmpty()) {
            throw new Fault("empty search character");
        }
        search(text, part, run);
        int at = text.indexOf(part);
        return at < 0 ? -1L : (long) text.codePointCount(0, at);
    }

    private static Object indexesOf(String text, String part, Run run) {
        if (part.isEmpty()) {
            throw new Fault("empty search character");
        }
        search(text, part, run);
        run.text(text.length() * 8L);
        Arr found = new Arr(0);
        long points = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (text.startsWith(part, i)) {
                found.add(points);
            }
            points++;
        }
        return found;
    }

    private static IntPredicate of(String characters) {
        return c -> characters.indexOf(c) >= 0;
    }

    private static boolean isSpace(int c) {
        return (c >= 9 && c <= 13) || c == 0x85 || c == 0xA0 || Character.isSpaceChar(c);
    }

    private static String trim(String text, IntPredicate away, boolean left, boolean right, Run run) {
        run.text(text.length());
        int from = 0;
        int until = text.length();
        while (left && from < until && away.test(text.codePointAt(from))) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (right && from < until && away.test(text.codePointBefore(until))) {
            until -= Character.charCount(text.codePointBefore(until));
        }
        return text.substring(from, until);
    }

    private static String trimPrefix(String text, String prefix) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    private static String trimSuffix(String text, String suffix) {
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }

    private static String reverse(String text, Run run) {
        run.text(text.length());
        return new StringBuilder(text).reverse().toString();
    }

    private static Object count(String text, String part, Run run) {
        search(text, part, run);
        return part.isEmpty() ? text.codePointCount(0, text.length()) + 1L : occurrences(text, part);
    }

    private static Object any(Object texts, Object parts, boolean prefix, Run run) {
        List<String> all = Args.texts(texts, run);
        List<String> ends = Args.texts(parts, run);
        run.charge((long) all.size() * ends.size());
        for (String text : all) {
            for (String end : ends) {
                if (prefix ? text.startsWith(end) : text.endsWith(end)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Object template(Arr parts, Run run) {
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            Object part = parts.at(i);
            if (part instanceof Many set) {
                if (set.size() > 1) {
                    throw new Stop(
                            health.keyward.abac.Failure.ENGINE_ERROR, "a text from a template may have one value only");
                }
                part = set.size() == 0 ? "<undefined>" : set.at(0);
            } else if (part instanceof Arr || part instanceof Obj) {
                throw new Stop(health.keyward.abac.Failure.ENGINE_ERROR, "a template with a composite");
            }
            String text = part instanceof String plain ? plain : Text.of(part);
            run.text(text.length());
            made.append(text);
        }
        return made.toString();
    }
}
