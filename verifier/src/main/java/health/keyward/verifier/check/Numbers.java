package health.keyward.verifier.check;

import health.keyward.verifier.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Lists like {@code 4,7-9}: numbers and ranges, both ends included. */
final class Numbers {
    private static final Pattern RANGE = Pattern.compile("([1-9][0-9]{0,17})(?:-([1-9][0-9]{0,17}))?");

    private Numbers() {}

    static List<Missing.Range> of(String text) {
        List<Missing.Range> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            var found = RANGE.matcher(part.strip());
            if (!found.matches()) {
                throw new Malformed("no list of numbers: " + text);
            }
            long from = Long.parseLong(found.group(1));
            long to = found.group(2) == null ? from : Long.parseLong(found.group(2));
            if (to < from) {
                throw new Malformed("a range that ends before it begins: " + text);
            }
            ranges.add(new Missing.Range(from, to + 1));
        }
        return ranges;
    }
}
