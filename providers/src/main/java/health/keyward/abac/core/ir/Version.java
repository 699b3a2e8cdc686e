package health.keyward.abac.core.ir;

import java.util.List;

/** A version by semver.org. */
record Version(long major, long minor, long patch, String preRelease) implements Comparable<Version> {
    static boolean isValid(String text) {
        try {
            of(text);
            return true;
        } catch (Fault e) {
            return false;
        }
    }

    /** @throws Fault if it is none */
    static Version of(String text) {
        String rest = text.startsWith("v") ? text.substring(1) : text;
        int plus = rest.indexOf('+');
        if (plus >= 0) {
            identifiers(rest.substring(plus + 1));
            rest = rest.substring(0, plus);
        }
        int dash = rest.indexOf('-');
        String pre = dash < 0 ? "" : rest.substring(dash + 1);
        identifiers(pre);
        String[] parts = (dash < 0 ? rest : rest.substring(0, dash)).split("\\.", -1);
        if (parts.length != 3) {
            throw Fault.OPERAND;
        }
        try {
            return new Version(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]), pre);
        } catch (NumberFormatException e) {
            throw Fault.OPERAND;
        }
    }

    private static void identifiers(String text) {
        if (text.isEmpty()) {
            return;
        }
        for (String part : text.split("\\.", -1)) {
            if (part.isEmpty()
                    || !part.chars()
                            .allMatch(c -> (c >= '0' && c <= '9')
                                    || (c >= 'a' && c <= 'z')
                                    || (c >= 'A' && c <= 'Z')
                                    || c == '-')) {
                throw Fault.OPERAND;
            }
        }
    }

    @Override
    public int compareTo(Version other) {
        int order = Long.compare(major, other.major);
        order = order != 0 ? order : Long.compare(minor, other.minor);
        order = order != 0 ? order : Long.compare(patch, other.patch);
        if (order != 0 || preRelease.equals(other.preRelease)) {
            return order;
        }
        if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
            return preRelease.isEmpty() ? 1 : -1;
        }
        List<String> mine = List.of(preRelease.split("\\."));
        List<String> theirs = List.of(other.preRelease.split("\\."));
        for (int i = 0; i < Math.min(mine.size(), theirs.size()); i++) {
            int part = part(mine.get(i), theirs.get(i));
            if (part != 0) {
                return part;
            }
        }
        return Integer.compare(mine.size(), theirs.size());
    }

    private static int part(String a, String b) {
        boolean number = isNumber(a);
        boolean other = isNumber(b);
        if (number != other) {
            return number ? -1 : 1;
        }
        if (number) {
            int length = Integer.compare(significant(a).length(), significant(b).length());
            return length != 0 ? length : Integer.signum(significant(a).compareTo(significant(b)));
        }
        return Integer.signum(a.compareTo(b));
    }

    private static String significant(String digits) {
        int from = 0;
        while (from < digits.length() - 1 && digits.charAt(from) == '0') {
            from++;
        }
        return digits.substring(from);
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
