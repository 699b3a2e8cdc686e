package health.keyward.abac.core.ir;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Encodings, digests, units, versions. */
final class Encodings {
    private static final Map<String, Integer> POWERS = Map.of("k", 1, "m", 2, "g", 3, "t", 4, "p", 5, "e", 6);

    private Encodings() {}

    static void into(Map<String, Builtin> all) {
        json(all);
        bases(all);
        urls(all);
        digests(all);
        all.put("units.parse", (Builtin.One) (a, run) -> units(Args.text(a)));
        all.put("units.parse_bytes", (Builtin.One) (a, run) -> bytes(Args.text(a)));
        all.put("semver.is_valid", (Builtin.One) (a, run) -> a instanceof String text && Version.isValid(text));
        all.put("semver.compare", (Builtin.Two)
                (a, b, run) -> (long) Version.of(Args.text(a)).compareTo(Version.of(Args.text(b))));
    }

    private static void json(Map<String, Builtin> all) {
        all.put("json.marshal", (Builtin.One) (a, run) -> marshalled(a, run));
        all.put("json.unmarshal", (Builtin.One) (a, run) -> Json.read(Args.text(a), run));
        all.put("json.is_valid", (Builtin.One) (a, run) -> a instanceof String text && isJson(text, run));
    }

    /** Go keeps HTML out of JSON. */
    private static String marshalled(Object value, Run run) {
        String text = Text.json(value);
        run.text(text.length());
        return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }

    private static boolean isJson(String text, Run run) {
        try {
            Json.read(text, run);
            return true;
        } catch (Fault | ArithmeticException e) {
            return false;
        }
    }

    private static void bases(Map<String, Builtin> all) {
        all.put("base64.encode", (Builtin.One) (a, run) -> Base64.getEncoder().encodeToString(utf8(a, run)));
        all.put("base64.decode", (Builtin.One) (a, run) -> decoded(Base64.getDecoder(), Args.text(a), run));
        all.put("base64.is_valid", (Builtin.One) (a, run) -> a instanceof String text && isBase64(text, run));
        all.put("base64url.encode", (Builtin.One)
                (a, run) -> Base64.getUrlEncoder().encodeToString(utf8(a, run)));
        all.put("base64url.encode_no_pad", (Builtin.One)
                (a, run) -> Base64.getUrlEncoder().withoutPadding().encodeToString(utf8(a, run)));
        all.put("base64url.decode", (Builtin.One) (a, run) -> decoded(Base64.getUrlDecoder(), Args.text(a), run));
        all.put("hex.encode", (Builtin.One) (a, run) -> HexFormat.of().formatHex(utf8(a, run)));
        all.put("hex.decode", (Builtin.One) (a, run) -> unhexed(Args.text(a), run));
    }

    private static byte[] utf8(Object value, Run run) {
        String text = Args.text(value);
        run.text(text.length());
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes that are no UTF-8 cannot be a text here; Go would carry them along. */
    private static String decoded(Base64.Decoder decoder, String text, Run run) {
        run.text(text.length());
        if (decoder == Base64.getDecoder() && text.length() % 4 != 0) {
            throw Fault.OPERAND;
        }
        try {
            return new String(decoder.decode(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Fault.OPERAND;
        }
    }

    private static boolean isBase64(String text, Run run) {
        try {
            decoded(Base64.getDecoder(), text, run);
            return true;
        } catch (Fault e) {
            return false;
        }
    }

    private static String unhexed(String text, Run run) {
        run.text(text.length());
        try {
            return new String(HexFormat.of().parseHex(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Fault.OPERAND;
        }
    }

    private static void urls(Map<String, Builtin> all) {
        all.put("urlquery.encode", (Builtin.One) (a, run) -> escaped(Args.text(a), run));
        all.put("urlquery.decode", (Builtin.One) (a, run) -> unescaped(Args.text(a), run));
        all.put("urlquery.encode_object", (Builtin.One) (a, run) -> query(Args.object(a), run));
        all.put("urlquery.decode_object", (Builtin.One) (a, run) -> parameters(Args.text(a), run));
    }

    private static String escaped(String text, Run run) {
        run.text(text.length() * 3L);
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String unescaped(String text, Run run) {
        run.text(text.length());
        for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
            if (i + 2 >= text.length()
                    || !HexFormat.isHexDigit(text.charAt(i + 1))
                    || !HexFormat.isHexDigit(text.charAt(i + 2))) {
                throw Fault.OPERAND;
            }
        }
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String query(Obj object, Run run) {
        StringBuilder made = new StringBuilder();
        for (Object key : object.sorted()) {
            String name = key instanceof String text ? text : Text.json(key);
            for (String value : Args.texts(Values.there(object.get(key)), run)) {
                made.append(made.isEmpty() ? "" : "&")
                        .append(escaped(name, run))
                        .append('=')
                        .append(escaped(value, run));
            }
        }
        return made.toString();
    }

    private static Obj parameters(String text, Run run) {
        Obj made = new Obj();
        for (String pair : text.split("&", -1)) {
            if (pair.indexOf(';') >= 0) {
                throw Fault.OPERAND;
            }
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String key = unescaped(equals < 0 ? pair : pair.substring(0, equals), run);
            String value = equals < 0 ? "" : unescaped(pair.substring(equals + 1), run);
            Arr values = made.get(key) instanceof Arr there ? there : new Arr(1);
            values.add(value);
            made.put(key, values);
        }
        return made;
    }

    private static void digests(Map<String, Builtin> all) {
        Map.of("crypto.md5", "MD5", "crypto.sha1", "SHA-1", "crypto.sha256", "SHA-256")
                .forEach((name, algorithm) -> all.put(name, (Builtin.One) (a, run) -> digest(algorithm, utf8(a, run))));
        Map.of("md5", "HmacMD5", "sha1", "HmacSHA1", "sha256", "HmacSHA256", "sha512", "HmacSHA512")
                .forEach((name, algorithm) -> all.put("crypto.hmac." + name, (Builtin.Two)
                        (a, key, run) -> hmac(algorithm, utf8(a, run), utf8(key, run))));
        all.put("crypto.hmac.equal", (Builtin.Two) (a, b, run) -> MessageDigest.isEqual(utf8(a, run), utf8(b, run)));
    }

    private static String digest(String algorithm, byte[] of) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(of));
        } catch (GeneralSecurityException e) {
            throw new Fault(algorithm);
        }
    }

    private static String hmac(String algorithm, byte[] of, byte[] key) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
            return HexFormat.of().formatHex(mac.doFinal(of));
        } catch (GeneralSecurityException e) {
            throw new Fault(algorithm);
        }
    }

    /** SI and binary units; {@code m} is a thousandth and {@code M} a million. */
    private static Object units(String raw) {
        String text = raw.replace("\"", "");
        int end = amountEnd(text);
        String unit = text.substring(end);
        if (unit.equals("m")) {
            // OPA takes the binary fraction nearest to a thousandth and rounds to ten places.
            return Numbers.of(amount(text.substring(0, end))
                    .multiply(new BigDecimal(0.001))
                    .setScale(10, RoundingMode.HALF_UP));
        }
        String known = unit.length() > 1 ? unit.charAt(0) + unit.substring(1).toLowerCase(Locale.ROOT) : unit;
        if (known.startsWith("M") && known.length() == 1) {
            known = "m";
        }
        BigDecimal value =
                amount(text.substring(0, end)).multiply(new BigDecimal(factor(known.toLowerCase(Locale.ROOT), false)));
        return Numbers.of(value.scale() > 10 ? value.setScale(10, RoundingMode.HALF_UP) : value);
    }

    private static Object bytes(String raw) {
        String text = raw.toLowerCase(Locale.ROOT).replace("\"", "");
        int end = amountEnd(text);
        BigDecimal factor = new BigDecimal(factor(text.substring(end), true));
        Object product = Numbers.times(Numbers.of(Numbers.binary(amount(text.substring(0, end)))), Numbers.of(factor));
        return Numbers.of(Numbers.decimal(product).toBigInteger());
    }

    private static BigInteger factor(String unit, boolean bytes) {
        if (unit.isEmpty()) {
            return BigInteger.ONE;
        }
        String rest = bytes && unit.endsWith("b") ? unit.substring(0, unit.length() - 1) : unit;
        boolean binary = rest.length() == 2 && rest.charAt(1) == 'i';
        Integer power = POWERS.get(binary ? rest.substring(0, 1) : rest);
        if (power == null) {
            throw new Fault("unit not recognized");
        }
        return BigInteger.valueOf(binary ? 1024 : 1000).pow(power);
    }

    private static BigDecimal amount(String text) {
        if (text.isEmpty() || text.length() > 64) {
            throw new Fault("no amount provided");
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new Fault("could not parse amount to a number");
        }
    }

    /** Where the number ends and the unit begins. */
    private static int amountEnd(String text) {
        if (text.indexOf(' ') >= 0) {
            throw new Fault("spaces not allowed in resource strings");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 'e' || c == 'E') {
                char after = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
                if (after != '+' && after != '-' && !Character.isDigit(after)) {
                    return i;
                }
                int digits = i + (Character.isDigit(after) ? 1 : 2);
                int end = digits;
                while (end < text.length() && Character.isDigit(text.charAt(end))) {
                    end++;
                }
                if (end - digits > 3) {
                    throw new Fault("exponent too large");
                }
                i = digits - 1;
            } else if (!Character.isDigit(c) && c != '.' && c != '+' && c != '-') {
                return i;
            }
        }
        return text.length();
    }
}
