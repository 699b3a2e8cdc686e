package health.keyward.verifier.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What witnesses said under a checkpoint: C2SP cosignature/v1.
 *
 * @param at when each good cosignature was made, by witness
 * @param forged witnesses whose line is there and wrong
 */
public record Cosignatures(Map<Vkey, Instant> at, List<Vkey> forged) {
    public static final int LENGTH = 8 + 64;

    public Cosignatures {
        at = Map.copyOf(at);
        forged = List.copyOf(forged);
    }

    public static Cosignatures of(Note note, List<Vkey> witnesses) {
        Map<Vkey, Instant> at = new LinkedHashMap<>();
        List<Vkey> forged = new ArrayList<>();
        for (Vkey witness : witnesses) {
            for (Note.Line line : note.lines()) {
                if (witness.type() != Vkey.WITNESS
                        || line.id() != witness.id()
                        || !line.name().equals(witness.name())) {
                    continue;
                }
                long time = line.signature().length == LENGTH
                        ? ByteBuffer.wrap(line.signature()).getLong()
                        : -1;
                if (time >= 0
                        && witness.signed(
                                message(time, note.text()), Arrays.copyOfRange(line.signature(), 8, LENGTH))) {
                    at.put(witness, Instant.ofEpochSecond(time));
                } else {
                    forged.add(witness);
                }
            }
        }
        return new Cosignatures(at, forged);
    }

    /** @param time seconds since 1970 */
    public static byte[] message(long time, String text) {
        return ("cosignature/v1\ntime " + time + "\n" + text).getBytes(StandardCharsets.UTF_8);
    }
}
