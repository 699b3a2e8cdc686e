package health.keyward.verifier.log;

/** Where tlog-tiles puts things. */
public final class Paths {
    public static final int WIDTH = 256;
    public static final String CHECKPOINT = "checkpoint";
    public static final String LOG = "keyward/log.json";
    public static final String CHECKPOINTS = "keyward/checkpoints";
    public static final String EPOCHS = "keyward/epochs";
    public static final String PROJECTION = "keyward/projection.jsonl";

    private Paths() {}

    /** @param width 1 to 256 hashes */
    public static String tile(int level, long index, int width) {
        return "tile/" + level + "/" + number(index) + partial(width);
    }

    /** @param width 1 to 256 entries */
    public static String bundle(long index, int width) {
        return "tile/entries/" + number(index) + partial(width);
    }

    private static String partial(int width) {
        return width == WIDTH ? "" : ".p/" + width;
    }

    private static String number(long index) {
        String path = threeDigits(index % 1000);
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            path = "x" + threeDigits(rest % 1000) + "/" + path;
        }
        return path;
    }

    private static String threeDigits(long number) {
        return Long.toString(1000 + number).substring(1);
    }
}
