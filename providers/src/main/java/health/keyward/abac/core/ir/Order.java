package health.keyward.abac.core.ir;

import java.math.BigDecimal;

/** OPA's total order: null, booleans, numbers, texts by their UTF-8 bytes, arrays, objects, sets. */
final class Order {
    private Order() {}

    static int compare(Object a, Object b) {
        if (a == b) {
            return 0;
        }
        int rank = rank(a);
        int other = rank(b);
        if (rank != other) {
            return rank < other ? -1 : 1;
        }
        return switch (a) {
            case Boolean mine -> Boolean.compare(mine, (Boolean) b);
            case String mine -> texts(mine, (String) b);
            case Arr mine -> arrays(mine, (Arr) b);
            case Obj mine -> objects(mine, (Obj) b);
            case Many mine -> lists(mine.sorted(), ((Many) b).sorted());
            case Nothing mine -> 0;
            default -> numbers(a, b);
        };
    }

    static int numbers(Object a, Object b) {
        if (a instanceof Long mine && b instanceof Long other) {
            return Long.compare(mine, other);
        }
        return Numbers.decimal(a).compareTo(Numbers.decimal(b));
    }

    private static int rank(Object value) {
        return switch (value) {
            case Nothing nothing -> 0;
            case Boolean truth -> 1;
            case Long number -> 2;
            case BigDecimal number -> 2;
            case String text -> 3;
            case Arr array -> 4;
            case Obj object -> 5;
            default -> 6;
        };
    }

    /** UTF-8 orders as code points do; UTF-16 does so too except where surrogates meet the characters above them. */
    private static int texts(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean surrogate = Character.isSurrogate(x);
                return surrogate == Character.isSurrogate(y) ? Character.compare(x, y) : fixed(x, y, surrogate);
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static int fixed(char x, char y, boolean firstIsSurrogate) {
        // A surrogate stands for a code point above every char.
        return firstIsSurrogate
                ? (y >= 0xE000 ? 1 : Character.compare(x, y))
                : x >= 0xE000 ? -1 : Character.compare(x, y);
    }

    private static int arrays(Arr a, Arr b) {
        int shorter = Math.min(a.size(), b.size());
        for (int i = 0; i < shorter; i++) {
            int order = compare(a.at(i), b.at(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private static int lists(Object[] a, Object[] b) {
        int shorter = Math.min(a.length, b.length);
        for (int i = 0; i < shorter; i++) {
            int order = compare(a[i], b[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.length, b.length);
    }

    private static int objects(Obj a, Obj b) {
        Object[] mine = a.sorted();
        Object[] theirs = b.sorted();
        int shorter = Math.min(mine.length, theirs.length);
        for (int i = 0; i < shorter; i++) {
            int order = compare(mine[i], theirs[i]);
            if (order == 0) {
                order = compare(Values.there(a.get(mine[i])), Values.there(b.get(theirs[i])));
            }
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(mine.length, theirs.length);
    }
}
