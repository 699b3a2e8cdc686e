package health.keyward.verifier;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes entries as ADR 0004 asks for: two servers that boot, beat every minute and record sign-ins. */
final class Scribe {
    static final Instant BEGIN = Instant.parse("2026-11-21T03:00:00Z");

    final List<byte[]> entries = new ArrayList<>();
    final List<String> projection = new ArrayList<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, Instant> booted = new HashMap<>();
    private final Random random;
    private final long firstSeq;
    private Instant now = BEGIN;

    Scribe(long seed, long firstSeq) {
        this.random = new Random(seed);
        this.firstSeq = firstSeq;
    }

    /** A log of this many entries. */
    static Scribe of(int size) {
        Scribe scribe = new Scribe(7, 1);
        scribe.boots("A").boots("B");
        while (scribe.entries.size() < size) {
            scribe.works(1);
        }
        return scribe;
    }

    Instant now() {
        return now;
    }

    Scribe waits(long millis) {
        now = now.plusMillis(millis);
        return this;
    }

    Scribe boots(String boot) {
        booted.put(boot, now);
        return mark(boot, "BOOT", "host", "h-" + boot, "version", "0.2.0");
    }

    Scribe beats(String boot) {
        return mark(
                boot,
                "HEARTBEAT",
                "uptimeMillis",
                Long.toString(now.toEpochMilli() - booted.get(boot).toEpochMilli()));
    }

    /** Sign-ins of both servers in turn, twenty a second, with a heartbeat of both every minute of them. */
    Scribe works(int signIns) {
        for (int i = 0; i < signIns; i++) {
            waits(50);
            if (entries.size() % 1200 == 0) {
                booted.keySet().stream().sorted().forEach(this::beats);
            }
            signsIn(entries.size() % 3 == 0 ? "B" : "A");
        }
        return this;
    }

    Scribe signsIn(String boot) {
        String id = id();
        boolean failed = random.nextInt(5) == 0;
        StringBuilder header = header(id, "hospital", "activity", boot)
                .append(",\"type\":\"")
                .append(failed ? "LOGIN_ERROR" : "LOGIN")
                .append('"')
                .append(failed ? ",\"error\":\"invalid_user_credentials\"" : "")
                .append(
                        ",\"clientId\":\"ward-board\",\"protocol\":\"openid-connect\",\"amr\":[\"pwd\",\"otp\"],\"sso\":false}");
        projection.add("{\"seq\":" + (firstSeq + entries.size()) + ",\"id\":\"" + id + "\",\"at\":\"" + now
                + "\",\"realmId\":\"hospital\",\"type\":\"" + (failed ? "LOGIN_ERROR" : "LOGIN") + "\",\"error\":"
                + (failed ? "\"invalid_user_credentials\"" : "null") + ",\"clientId\":\"ward-board\"}");
        return adds(entry(header.toString(), part(180)));
    }

    Scribe mark(String boot, String type, String... facts) {
        StringBuilder header = header(id(), "", "mark", boot)
                .append(",\"type\":\"")
                .append(type)
                .append("\",\"facts\":{");
        for (int i = 0; i < facts.length; i += 2) {
            header.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(facts[i])
                    .append("\":\"")
                    .append(facts[i + 1].replace("\n", "\\n"))
                    .append('"');
        }
        return adds(entry(header.append("}}").toString()));
    }

    /** Burns a number: the row was lost or rolled back. */
    Scribe loses(String boot) {
        numbers.merge(boot, 1L, Long::sum);
        return this;
    }

    long number(String boot) {
        return numbers.getOrDefault(boot, 0L);
    }

    private Scribe adds(byte[] entry) {
        entries.add(entry);
        return this;
    }

    private StringBuilder header(String id, String realm, String kind, String boot) {
        long nseq = numbers.merge(boot, 1L, Long::sum);
        return new StringBuilder("{\"id\":\"")
                .append(id)
                .append("\",\"at\":\"")
                .append(now)
                .append("\",\"realmId\":\"")
                .append(realm)
                .append("\",\"kind\":\"")
                .append(kind)
                .append("\",\"boot\":\"")
                .append(boot)
                .append("\",\"nseq\":")
                .append(nseq);
    }

    String id() {
        return HexFormat.of().formatHex(bytes(16));
    }

    private byte[] part(int sealed) {
        return ByteBuffer.allocate(48 + sealed)
                .put(bytes(44))
                .putInt(sealed)
                .put(bytes(sealed))
                .array();
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    static byte[] entry(String header, byte[]... parts) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        int length = 6 + json.length;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer entry = ByteBuffer.allocate(length)
                .put((byte) 2)
                .putInt(json.length)
                .put(json)
                .put((byte) parts.length);
        for (byte[] part : parts) {
            entry.put(part);
        }
        return entry.array();
    }
}
