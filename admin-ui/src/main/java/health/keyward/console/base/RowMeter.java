package health.keyward.console.base;

import java.nio.charset.StandardCharsets;

/** Counts line ends; those of the head and the frame are no rows. */
public final class RowMeter implements Transfer.Meter {
    private static final int STEP = 1000;

    private final boolean csv;
    private long rows;

    public RowMeter(ExportFormat format) {
        csv = format == ExportFormat.CSV;
        rows = switch (format) {
            case CSV -> -1;
            case JSON -> -2;
            case FHIR -> 0;
        };
    }

    @Override
    public long passed(byte[] piece, int length) {
        for (int i = 0; i < length; i++) {
            rows += piece[i] == '\n' ? 1 : 0;
        }
        return rows;
    }

    @Override
    public long step() {
        return STEP;
    }

    @Override
    public String say(Transfer.Stage stage, long count) {
        return switch (stage) {
            case RUNNING -> Words.say("export.running", count);
            case DONE -> Words.say("export.done", count);
            case CANCELLED -> Words.say("export.cancelled", count);
            case BROKEN -> Words.say("export.broken", count);
        };
    }

    @Override
    public byte[] cut(long count) {
        return csv ? ("\n# stopped after " + count + " rows\n").getBytes(StandardCharsets.UTF_8) : new byte[0];
    }
}
