package health.keyward.verifier.log;

import health.keyward.verifier.Malformed;
import health.keyward.verifier.json.JsonReader;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an entry says openly.
 *
 * @param id 32 hex digits
 * @param at nanoseconds since 1970
 * @param boot which run of which server wrote it; null in version 1
 * @param nseq as its how-manieth row, from 1; 0 in version 1
 * @param facts of a mark; else empty
 */
public record Header(
        String id,
        long at,
        String realmId,
        String kind,
        @Nullable String boot,
        long nseq,
        @Nullable String type,
        @Nullable String error,
        @Nullable String clientId,
        Map<String, String> facts) {
    private static final Set<String> KINDS = Set.of("activity", "change", "refusal", "look", "undone", "mark");

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
                case "realmId" -> realmId = text(4, name, value);
                case "kind" -> kind = text(8, name, value);
                case "boot" -> boot = text(16, name, value);
                case "nseq" -> {
                    once(32, name);
                    nseq = value.number();
                }
                case "type" -> type = text(64, name, value);
                case "error" -> error = text(128, name, value);
                case "clientId" -> clientId = text(256, name, value);
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

        private void once(int bit, String name) {
            if ((seen & bit) != 0) {
                throw new Malformed(name + " stands twice in the header");
            }
            seen |= bit;
        }

        private Header header(int version) {
            String hex = needed(id, "id");
            if (!isId(hex)) {
                throw new Malformed("an id that is not 32 hex digits");
            }
            String known = needed(kind, "kind");
            if (!KINDS.contains(known)) {
                throw new Malformed("unknown kind " + known);
            }
            if (version > 1 && (boot == null || boot.isEmpty() || nseq < 1)) {
                throw new Malformed("no boot or no nseq");
            }
            return new Header(
                    hex,
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

        private static boolean isId(String hex) {
            for (int i = 0; i < hex.length(); i++) {
                char c = hex.charAt(i);
                if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                    return false;
                }
            }
            return hex.length() == 32;
        }

        private static String needed(@Nullable String value, String name) {
            if (value == null) {
                throw new Malformed("no " + name);
            }
            return value;
        }
    }
}
