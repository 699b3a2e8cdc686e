package health.keyward.audit.core;

import java.util.List;

/** Numbers in short: {@code 3,5-9}. */
final class Ranges {
    private Ranges() {}

    /** @param numbers ascending, none twice */
    static String of(List<Long> numbers) {
        StringBuilder text = new StringBuilder();
        int i = 0;
        while (i < numbers.size()) {
            int last = i;
            while (last + 1 < numbers.size() && numbers.get(last + 1) == numbers.get(last) + 1) {
                last++;
            }
            text.append(text.isEmpty() ? "" : ",").append(numbers.get(i));
            if (last > i) {
                text.append('-').append(numbers.get(last));
            }
            i = last + 1;
        }
        return text.toString();
    }
}
