package health.keyward.audit.core;

/** Text that cannot break out of a line: what is no character, or steers a terminal, a parser or a line, becomes a blank or a replacement sign. */
final class PlainText {
    private PlainText() {}

    /** Controls, line and paragraph separators become blanks, halves of surrogate pairs U+FFFD; cut after {@code most} UTF-16 units, never inside a character. */
    static String of(String text, int most) {
        StringBuilder plain = new StringBuilder(Math.min(text.length(), most));
        for (int i = 0; i < text.length() && plain.length() < most; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (plain.length() + Character.charCount(c) <= most) {
                plain.appendCodePoint(readable(c));
            }
        }
        return plain.toString();
    }

    private static int readable(int c) {
        boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        boolean none = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
        if (half || none) {
            return 0xFFFD;
        }
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c;
    }
}
