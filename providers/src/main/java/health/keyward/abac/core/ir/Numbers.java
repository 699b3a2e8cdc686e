package health.keyward.abac.core.ir;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as OPA has them: whole ones exact, of any size; everything else in binary floating point with 64 bits of mantissa, printed with as few digits as
 * tell it apart. A whole number that fits is a {@link Long}, every other number a {@link BigDecimal} without trailing zeros, so that equal numbers are
 * equal objects.
 */
final class Numbers {
    /** Digits before or after the point. What is larger is refused rather than worked with for minutes. */
    static final int MAX_DIGITS = 1000;

    private static final int BITS = 64;
    private static final BigDecimal MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private Numbers() {}

    static boolean is(Object value) {
        return value instanceof Long || value instanceof BigDecimal;
    }

    static BigDecimal decimal(Object number) {
        return number instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) number;
    }

    /** @throws ArithmeticException if it is too long or too large */
    static Object of(BigDecimal number) {
        if (number.signum() == 0) {
            return 0L;
        }
        long before = (long) number.precision() - number.scale();
        if (before > MAX_DIGITS || number.precision() > MAX_DIGITS || before < -MAX_DIGITS) {
            throw new ArithmeticException("number out of bounds");
        }
        BigDecimal plain = number.stripTrailingZeros();
        return plain.scale() <= 0 && plain.compareTo(MIN) >= 0 && plain.compareTo(MAX) <= 0
                ? plain.longValueExact()
                : plain;
    }

    static Object of(BigInteger number) {
        return number.bitLength() < 64 ? (Object) number.longValue() : of(new BigDecimal(number));
    }

    /** @throws NumberFormatException if it is none */
    static Object parse(String text) {
        return of(new BigDecimal(text));
    }

    static boolean isWhole(Object number) {
        return number instanceof Long || ((BigDecimal) number).scale() <= 0;
    }

    static BigInteger whole(Object number) {
        return number instanceof Long small ? BigInteger.valueOf(small) : ((BigDecimal) number).toBigIntegerExact();
    }

    static Object plus(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            long sum = x + y;
            if (((x ^ sum) & (y ^ sum)) >= 0) {
                return sum;
            }
        }
        if (isWhole(a) && isWhole(b)) {
            return of(whole(a).add(whole(b)));
        }
        return rounded(binary(decimal(a)).add(binary(decimal(b))));
    }

    static Object minus(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            long left = x - y;
            if (((x ^ y) & (x ^ left)) >= 0) {
                return left;
            }
        }
        if (isWhole(a) && isWhole(b)) {
            return of(whole(a).subtract(whole(b)));
        }
        return rounded(binary(decimal(a)).subtract(binary(decimal(b))));
    }

    static Object times(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            long high = Math.multiplyHigh(x, y);
            long low = x * y;
            if ((high == 0 && low >= 0) || (high == -1 && low < 0)) {
                return low;
            }
        }
        if (isWhole(a) && isWhole(b)) {
            return of(whole(a).multiply(whole(b)));
        }
        return rounded(binary(decimal(a)).multiply(binary(decimal(b))));
    }

    static Object divided(Object a, Object b) {
        BigDecimal divisor = binary(decimal(b));
        if (divisor.signum() == 0) {
            throw new Fault("divide by zero");
        }
        BigDecimal dividend = binary(decimal(a));
        if (a instanceof Long x && b instanceof Long y && y != -1 && x % y == 0) {
            return x / y;
        }
        if (dividend.signum() == 0) {
            return 0L;
        }
        // As fractions of whole numbers, so that the one rounding is the right one.
        int scale = Math.max(dividend.scale(), divisor.scale());
        BigInteger over = dividend.movePointRight(scale).toBigInteger();
        BigInteger under = divisor.movePointRight(scale).toBigInteger();
        return shortest(fraction(over, under));
    }

    static Object remainder(Object a, Object b) {
        if (!isWhole(a) || !isWhole(b)) {
            throw new Fault("modulo on floating-point number");
        }
        if (a instanceof Long x && b instanceof Long y && y != 0) {
            return x % y;
        }
        BigInteger divisor = whole(b);
        if (divisor.signum() == 0) {
            throw new Fault("modulo by zero");
        }
        return of(whole(a).remainder(divisor));
    }

    static Object abs(Object a) {
        return a instanceof Long x && x != Long.MIN_VALUE
                ? (Object) Math.abs(x)
                : shortest(binary(decimal(a).abs()));
    }

    static Object to(Object a, RoundingMode mode) {
        return a instanceof Long ? a : rounded(binary((BigDecimal) a).setScale(0, mode));
    }

    /** The nearest number with 64 bits of mantissa. */
    static BigDecimal binary(BigDecimal number) {
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigInteger unscaled = number.unscaledValue();
        if (number.scale() <= 0) {
            BigInteger whole = unscaled.multiply(BigInteger.TEN.pow(-number.scale()));
            return whole.bitLength() <= BITS ? new BigDecimal(whole) : fraction(whole, BigInteger.ONE);
        }
        return fraction(unscaled, BigInteger.TEN.pow(number.scale()));
    }

    /** Ties go to the even one. */
    private static BigDecimal fraction(BigInteger over, BigInteger under) {
        boolean negative = over.signum() * under.signum() < 0;
        BigInteger top = over.abs();
        BigInteger bottom = under.abs();
        int shift = BITS + 2 - (top.bitLength() - bottom.bitLength());
        BigInteger[] parts = shift >= 0
                ? top.shiftLeft(shift).divideAndRemainder(bottom)
                : top.divideAndRemainder(bottom.shiftLeft(-shift));
        BigInteger quotient = parts[0];
        int surplus = quotient.bitLength() - BITS;
        boolean rest = parts[1].signum() != 0 || quotient.getLowestSetBit() < surplus - 1;
        boolean half = quotient.testBit(surplus - 1);
        BigInteger mantissa = quotient.shiftRight(surplus);
        if (half && (rest || mantissa.testBit(0))) {
            mantissa = mantissa.add(BigInteger.ONE);
        }
        int exponent = surplus - shift;
        BigDecimal value = exponent >= 0
                ? new BigDecimal(mantissa.shiftLeft(exponent))
                : new BigDecimal(mantissa.multiply(BigInteger.valueOf(5).pow(-exponent)), -exponent);
        return negative ? value.negate() : value;
    }

    private static Object rounded(BigDecimal exact) {
        return shortest(binary(exact));
    }

    /** As few digits as tell it from its neighbours. Whole numbers too: 123456789012345678901234567890 times 1.5 ends in zeros. */
    private static Object shortest(BigDecimal value) {
        if (value.signum() == 0) {
            return 0L;
        }
        for (int digits = 1; digits <= 21; digits++) {
            BigDecimal candidate = value.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (binary(candidate).compareTo(value) == 0) {
                return of(candidate);
            }
        }
        return of(value);
    }

    /** As JSON. OPA prints whole numbers in full. */
    static String text(Object number) {
        if (number instanceof Long whole) {
            return Long.toString(whole);
        }
        BigDecimal decimal = (BigDecimal) number;
        return decimal.scale() <= 0 || decimal.precision() - decimal.scale() > -5
                ? decimal.toPlainString()
                : decimal.toString();
    }
}
