package health.keyward.console.base;

/** Counts bytes and says them as megabytes. */
public final class SizeMeter implements Transfer.Meter {
    private static final long MEGABYTE = 1_000_000;

    private long bytes;

    @Override
    public long passed(byte[] piece, int length) {
        bytes += length;
        return bytes;
    }

    @Override
    public long step() {
        return MEGABYTE;
    }

    @Override
    public String say(Transfer.Stage stage, long count) {
        double megabytes = count / (double) MEGABYTE;
        return switch (stage) {
            case RUNNING -> Words.say("outside.running", megabytes);
            case DONE -> Words.say("outside.done", megabytes);
            case CANCELLED -> Words.say("outside.cancelled", megabytes);
            case BROKEN -> Words.say("outside.broken", megabytes);
        };
    }
}
