package health.keyward.bench.evidence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.SplittableRandom;

/**
 * Entries of ADR 0004, version 2, the same in every run: two servers boot, take turns at twenty entries a second and beat every minute. A sealed part is
 * random bytes, which is what it looks like to whoever has no key.
 */
final class LogEntries {
    /** Of the log's own time. */
    static final int A_SECOND = 20;

    private static final Instant BEGIN = Instant.parse("2026-01-05T06:00:00Z");
    private static final String[] BOOTS = {"mR3vKq0T5n2c8XwJY1dLbA", "f7HsUe9oPz4GiNtV6kQxCw"};
    private static final String[] TYPES = {"LOGIN", "CODE_TO_TOKEN", "LOGIN", "CODE_TO_TOKEN", "LOGIN", "LOGOUT"};
    private static final String REALM = "3f0c7a1e-5d3b-4a52-9f0e-2b6c1d7e8a90";
    private static final int APPS = 30;
    private static final int FAILURE_IN = 12;
    private static final int BEAT = 60 * A_SECOND;
    private static final int SEALED = 220;

    private final SplittableRandom random = new SplittableRandom(20261128);
    private final long[] numbers = new long[BOOTS.length];
    private final StringBuilder header = new StringBuilder();

    /** One row of the log. */
    record Row(long seq, Instant at, String boot, long nseq, byte[] leaf) {}

    /** Takes one row. */
    @FunctionalInterface
    interface Taker {
        void take(Row row) throws IOException;
    }

    static void each(long events, Taker to) throws IOException {
        LogEntries entries = new LogEntries();
        for (long index = 0; index < events; index++) {
            to.take(entries.row(index));
        }
    }

    private Row row(long index) {
        Instant at = BEGIN.plusMillis(index * 1_000 / A_SECOND);
        int server = (int) (index % BOOTS.length);
        long nseq = ++numbers[server];
        header.setLength(0);
        boolean mark = index % BEAT < BOOTS.length;
        begin(mark ? "mark" : "activity", at, BOOTS[server], nseq);
        if (mark) {
            mark(index / BEAT, server);
        } else {
            activity(index, at);
        }
        return new Row(index + 1, at, BOOTS[server], nseq, framed(!mark));
    }

    private void begin(String kind, Instant at, String boot, long nseq) {
        byte[] id = new byte[16];
        random.nextBytes(id);
        header.append("{\"kind\":\"").append(kind);
        header.append("\",\"id\":\"").append(HexFormat.of().formatHex(id));
        header.append("\",\"at\":\"").append(at);
        header.append("\",\"realmId\":\"").append(REALM);
        header.append("\",\"boot\":\"").append(boot);
        header.append("\",\"nseq\":").append(nseq);
    }

    /** The first of a run says that it began, the others that it still runs. */
    private void mark(long minute, int server) {
        if (minute == 0) {
            header.append(",\"type\":\"BOOT\",\"facts\":{\"host\":\"node-").append(server);
            header.append("\",\"version\":\"0.1.0\"}}");
        } else {
            header.append(",\"type\":\"HEARTBEAT\",\"facts\":{\"uptimeMillis\":\"")
                    .append(minute * 60_000)
                    .append("\"}}");
        }
    }

    private void activity(long index, Instant at) {
        boolean failed = random.nextInt(FAILURE_IN) == 0;
        String type = failed ? "LOGIN_ERROR" : TYPES[(int) (index % TYPES.length)];
        header.append(",\"type\":\"").append(type).append('"');
        if (failed) {
            header.append(",\"error\":\"invalid_user_credentials\"");
        }
        header.append(",\"clientId\":\"app-").append(random.nextInt(APPS));
        header.append("\",\"protocol\":\"openid-connect\"");
        if (!failed) {
            header.append(",\"amr\":[\"pwd\",\"otp\"],\"acr\":\"mfa\",\"authenticatedAt\":\"")
                    .append(at)
                    .append('"');
        }
        header.append('}');
    }

    private byte[] framed(boolean part) {
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer entry = ByteBuffer.allocate(6 + json.length + (part ? 48 + SEALED : 0))
                .put((byte) 2)
                .putInt(json.length)
                .put(json)
                .put((byte) (part ? 1 : 0));
        if (part) {
            byte[] sealed = new byte[44 + SEALED];
            random.nextBytes(sealed);
            entry.put(sealed, 0, 44).putInt(SEALED).put(sealed, 44, SEALED);
        }
        return entry.array();
    }
}
