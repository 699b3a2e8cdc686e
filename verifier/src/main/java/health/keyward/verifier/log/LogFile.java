package health.keyward.verifier.log;

import health.keyward.verifier.Malformed;
import health.keyward.verifier.json.JsonReader;
import java.util.List;
import java.util.Map;

/**
 * {@code keyward/log.json}: what the export says about itself. Nothing in it is trusted; it tells where to look.
 *
 * @param minimumIndex entries below it are not handed out
 */
public record LogFile(String origin, long epoch, long firstSeq, long size, long minimumIndex, List<String> vkeys) {
    public static LogFile of(byte[] json) {
        Map<String, Object> map = JsonReader.map(json);
        if (!(map.get("origin") instanceof String origin)) {
            throw new Malformed(Paths.LOG + " names no origin");
        }
        List<String> vkeys = map.get("vkeys") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        LogFile log = new LogFile(
                origin,
                number(map, "epoch", 1),
                number(map, "firstSeq", 1),
                number(map, "size", -1),
                number(map, "minimumIndex", 0),
                vkeys);
        if (log.epoch < 1 || log.firstSeq < 1 || log.minimumIndex < 0) {
            throw new Malformed(Paths.LOG + " holds a negative number");
        }
        return log;
    }

    private static long number(Map<String, Object> map, String name, long otherwise) {
        Object value = map.getOrDefault(name, otherwise);
        if (value instanceof Long number) {
            return number;
        }
        throw new Malformed(Paths.LOG + ": " + name + " is no whole number");
    }
}
