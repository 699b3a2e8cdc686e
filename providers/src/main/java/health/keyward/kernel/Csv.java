package health.keyward.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines of a CSV file (RFC 4180) that a spreadsheet shows as text and never runs as a formula. */
public final class Csv {
    private Csv() {}

    public static String line(List<? extends @Nullable Object> cells) {
        StringBuilder line = new StringBuilder();
        for (Object cell : cells) {
            if (!line.isEmpty()) {
                line.append(',');
            }
            line.append(cell(cell == null ? "" : cell.toString()));
        }
        return line.append("\r\n").toString();
    }

    private static String cell(String text) {
        String safe = starts(text) ? "'" + text : text;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    /** What a spreadsheet takes for the start of a formula, also behind blanks. */
    private static boolean starts(String text) {
        String visible = text.stripLeading();
        return (!text.isEmpty() && "\t\r\n".indexOf(text.charAt(0)) >= 0)
                || (!visible.isEmpty() && "=+-@\uFF1D\uFF0B\uFF0D\uFF20".indexOf(visible.charAt(0)) >= 0);
    }
}
