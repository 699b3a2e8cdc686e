package health.keyward.abac.core.ir;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;

/** Comparisons, types, numbers, bits. */
final class Basics {
    private static final int MAX_SHIFT = 4096;

    private Basics() {}

    static void into(Map<String, Builtin> all) {
        compare(all);
        types(all);
        numbers(all);
        bits(all);
    }

    private static void compare(Map<String, Builtin> all) {
        all.put("equal", (Builtin.Two) (a, b, run) -> a.equals(b));
        all.put("neq", (Builtin.Two) (a, b, run) -> !a.equals(b));
        all.put("lt", (Builtin.Two) (a, b, run) -> Order.compare(a, b) < 0);
        all.put("lte", (Builtin.Two) (a, b, run) -> Order.compare(a, b) <= 0);
        all.put("gt", (Builtin.Two) (a, b, run) -> Order.compare(a, b) > 0);
        all.put("gte", (Builtin.Two) (a, b, run) -> Order.compare(a, b) >= 0);
    }

    private static void types(Map<String, Builtin> all) {
        all.put("is_null", (Builtin.One) (a, run) -> a == Nothing.NULL);
        all.put("is_boolean", (Builtin.One) (a, run) -> a instanceof Boolean);
        all.put("is_number", (Builtin.One) (a, run) -> Numbers.is(a));
        all.put("is_string", (Builtin.One) (a, run) -> a instanceof String);
        all.put("is_array", (Builtin.One) (a, run) -> a instanceof Arr);
        all.put("is_object", (Builtin.One) (a, run) -> a instanceof Obj);
        all.put("is_set", (Builtin.One) (a, run) -> a instanceof Many);
        all.put("type_name", (Builtin.One) (a, run) -> typeName(a));
        all.put("to_number", (Builtin.One) (a, run) -> toNumber(a));
    }

    private static String typeName(Object value) {
        return switch (value) {
            case Nothing nothing -> "null";
            case Boolean truth -> "boolean";
            case String text -> "string";
            case Arr array -> "array";
            case Obj object -> "object";
            case Many set -> "set";
            default -> "number";
        };
    }

    private static Object toNumber(Object value) {
        return switch (value) {
            case Nothing nothing -> 0L;
            case Boolean truth -> truth ? 1L : 0L;
            case String text -> parse(text);
            default -> Args.number(value);
        };
    }

    /** Decimal digits with a sign, a point, an exponent; nothing else that Java or Go would take. */
    private static Object parse(String text) {
        if (text.length() > Numbers.MAX_DIGITS) {
            throw Fault.OPERAND;
        }
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) {
                throw Fault.OPERAND;
            }
        }
        try {
            return Numbers.parse(text);
        } catch (NumberFormatException e) {
            throw Fault.OPERAND;
        }
    }

    private static void numbers(Map<String, Builtin> all) {
        all.put("plus", (Builtin.Two) (a, b, run) -> Numbers.plus(Args.number(a), Args.number(b)));
        all.put("minus", (Builtin.Two) Basics::minus);
        all.put("mul", (Builtin.Two) (a, b, run) -> Numbers.times(Args.number(a), Args.number(b)));
        all.put("div", (Builtin.Two) (a, b, run) -> Numbers.divided(Args.number(a), Args.number(b)));
        all.put("rem", (Builtin.Two) (a, b, run) -> Numbers.remainder(Args.number(a), Args.number(b)));
        all.put("abs", (Builtin.One) (a, run) -> Numbers.abs(Args.number(a)));
        all.put("round", (Builtin.One) (a, run) -> Numbers.to(Args.number(a), RoundingMode.HALF_UP));
        all.put("ceil", (Builtin.One) (a, run) -> Numbers.to(Args.number(a), RoundingMode.CEILING));
        all.put("floor", (Builtin.One) (a, run) -> Numbers.to(Args.number(a), RoundingMode.FLOOR));
        all.put("numbers.range", (Builtin.Two) (a, b, run) -> range(a, b, 1L, run));
        all.put("numbers.range_step", (Builtin.Many) (all3, run) -> range(all3[0], all3[1], all3[2], run));
        all.put("format_int", (Builtin.Two) (a, base, run) -> formatInt(Args.number(a), Args.number(base)));
    }

    private static Object minus(Object a, Object b, Run run) {
        if (a instanceof Many left && b instanceof Many right) {
            run.charge(left.size());
            Many made = new Many();
            for (int i = 0; i < left.size(); i++) {
                if (!right.has(left.at(i))) {
                    made.add(left.at(i));
                }
            }
            return made;
        }
        return Numbers.minus(Args.number(a), Args.number(b));
    }

    private static Object range(Object from, Object to, Object by, Run run) {
        if (!Numbers.isWhole(Args.number(from))
                || !Numbers.isWhole(Args.number(to))
                || !Numbers.isWhole(Args.number(by))) {
            throw Fault.OPERAND;
        }
        BigInteger first = Numbers.whole(from);
        BigInteger last = Numbers.whole(to);
        BigInteger step = Numbers.whole(by);
        if (step.signum() <= 0) {
            throw new Fault("step must be a positive integer");
        }
        BigInteger size = last.subtract(first).abs().divide(step).add(BigInteger.ONE);
        run.charge(size.bitLength() > 40 ? Integer.MAX_VALUE : size.longValueExact());
        BigInteger move = last.compareTo(first) < 0 ? step.negate() : step;
        Arr made = new Arr(size.intValueExact());
        BigInteger at = first;
        for (int i = 0; i < size.intValueExact(); i++) {
            made.add(Numbers.of(at));
            at = at.add(move);
        }
        return made;
    }

    private static String formatInt(Object number, Object base) {
        if (!(base instanceof Long radix) || (radix != 2 && radix != 8 && radix != 10 && radix != 16)) {
            throw Fault.OPERAND;
        }
        BigInteger whole = Numbers.isWhole(number)
                ? Numbers.whole(number)
                : Numbers.binary((BigDecimal) number).toBigInteger();
        return whole.toString(radix.intValue());
    }

    private static void bits(Map<String, Builtin> all) {
        all.put("bits.and", (Builtin.Two) (a, b, run) -> Numbers.of(bits(a).and(bits(b))));
        all.put("bits.or", (Builtin.Two) (a, b, run) -> Numbers.of(bits(a).or(bits(b))));
        all.put("bits.xor", (Builtin.Two) (a, b, run) -> Numbers.of(bits(a).xor(bits(b))));
        all.put("bits.negate", (Builtin.One) (a, run) -> Numbers.of(bits(a).not()));
        all.put("bits.lsh", (Builtin.Two) (a, b, run) -> Numbers.of(bits(a).shiftLeft(shift(b))));
        all.put("bits.rsh", (Builtin.Two) (a, b, run) -> Numbers.of(bits(a).shiftRight(shift(b))));
    }

    private static BigInteger bits(Object value) {
        if (!Numbers.isWhole(Args.number(value))) {
            throw Fault.OPERAND;
        }
        return Numbers.whole(value);
    }

    private static int shift(Object value) {
        long by = Args.whole(value);
        if (by < 0 || by > MAX_SHIFT) {
            throw Fault.OPERAND;
        }
        return (int) by;
    }
}
