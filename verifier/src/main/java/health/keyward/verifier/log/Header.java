package health.keyward.verifier.log;

import health.keyward.verifier.Malformed;
import health.keyward.verifier.json.JsonReader;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an entry says openly.
 *
 * @param idHigh first half of the id, whose 32 hex digits are 16 bytes
 * @param idLow its second half
 * @param at nanoseconds since 1970
 * @param boot which run of which server wrote it; null in version 1
 * @param nseq as its how-manieth row, from 1; 0 in version 1
 * @param facts of a mark; else empty
 */
public record Header(
        long idHigh,
        long idLow,
        long at,
        String realmId,
        String kind,
        @Nullable String boot,
        long nseq,
        @Nullable String type,
        @Nullable String error,
        @Nullable String clientId,
        Map<String, String> facts) {
    /** 32 hex digits. */
    public String id() {
        return HexFormat.of().toHexDigits(idHigh) + HexFormat.of().toHexDigits(idLow);
    }

    public boolean isMark(String name) {
        return kind.equals("mark") && name.equals(type);
    }

    /** A fact that this kind of mark has to have. */
    public String fact(String name) {
        String fact = facts.get(name);
        if (fact == null) {
            throw new Malformed("a mark " + type + " without " + name);
        }
        return fact;
    }

    /** @param version 1 or 2 */
    static Header read(byte[] bytes, int from, int to, int version) {
        Fields fields = new Fields();
        JsonReader reader = new JsonReader(bytes, from, to);
        reader.object(fields);
        reader.end();
        return fields.header(version);
    }

    private static final class Fields implements JsonReader.Member {
        private @Nullable String id;
        private @Nullable String at;
        private @Nullable String realmId;
        private @Nullable String kind;
        private @Nullable String boot;
        private long nseq;
        private @Nullable String type;
        private @Nullable String error;
        private @Nullable String clientId;
        private Map<String, String> facts = Map.of();
        private int seen;

        @Override
        public void read(String name, JsonReader value) {
            switch (name) {
                case "id" -> id = text(1, name, value);
                case "at" -> at = text(2, name, value);
                case "realmId" -> realmId = word(4, name, value);
                case "kind" -> kind = word(8, name, value);
                case "boot" -> boot = word(16, name, value);
                case "nseq" -> {
                    once(32, name);
                    nseq = value.number();
                }
                case "type" -> type = word(64, name, value);
                case "error" -> error = word(128, name, value);
                case "clientId" -> clientId = word(256, name, value);
                case "facts" -> {
                    once(512, name);
                    facts = value.texts();
                }
                default -> {}
            }
        }

        private @Nullable String text(int bit, String name, JsonReader value) {
            once(bit, name);
            return value.isNull() ? null : value.string();
        }

        /** A text that other entries have too. */
        private @Nullable String word(int bit, String name, JsonReader value) {
            once(bit, name);
            return value.isNull() ? null : value.word();
        }

        private void once(int bit, String name) {
            if ((seen & bit) != 0) {
                throw new Malformed(name + " stands twice in the header");
            }
            seen |= bit;
        }

        private Header header(int version) {
            String hex = needed(id, "id");
            if (hex.length() != 32) {
                throw noId();
            }
            long high = half(hex, 0);
            long low = half(hex, 16);
            String known = needed(kind, "kind");
            switch (known) {
                case "activity", "change", "refusal", "look", "undone", "decision", "act", "mark" -> {}
                default -> throw new Malformed("unknown kind " + known);
            }
            if (version > 1 && (boot == null || boot.isEmpty() || nseq < 1)) {
                throw new Malformed("no boot or no nseq");
            }
            return new Header(
                    high,
                    low,
                    Times.nanos(needed(at, "at")),
                    needed(realmId, "realmId"),
                    known,
                    version > 1 ? boot : null,
                    version > 1 ? nseq : 0,
                    type,
                    error,
                    clientId,
                    facts);
        }

        private static long half(String hex, int from) {
            long value = 0;
            for (int i = from; i < from + 16; i++) {
                char c = hex.charAt(i);
                int digit = c >= '0' && c <= '9' ? c - '0' : c - 'a' + 10;
                if (c > 'f' || digit < 0 || c > '9' && c < 'a') {
                    throw noId();
                }
                value = value << 4 | digit;
            }
            return value;
        }

        private static Malformed noId() {
            return new Malformed("an id that is not 32 hex digits");
        }

        private static String needed(@Nullable String value, String name) {
            if (value == null) {
                throw new Malformed("no " + name);
            }
            return value;
        }
    }
}
