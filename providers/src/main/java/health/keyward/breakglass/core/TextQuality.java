package health.keyward.breakglass.core;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a reviewer should know of the words somebody gave as a reason. Tells, never blocks: an emergency is no writing test (BG-6). */
public final class TextQuality {
    private static final int FEWEST_WORDS = 3;
    private static final int FEWEST_LETTERS = 6;

    private TextQuality() {}

    /** What is remarkable. */
    public enum Remark {
        /** Fewer than {@value Reasons#SHORTEST_TEXT} characters. */
        SHORT,
        /** Fewer than three different words. */
        FEW_WORDS,
        /** Made of a few letters typed over and over. */
        NO_LANGUAGE,
        /** The same person gave the same words before. */
        REPEATED
    }

    /**
     * @param text as typed; empty when nothing was
     * @param saidBefore whether this person gave words that {@link #plain} makes the same of
     */
    public static Set<Remark> of(String text, boolean saidBefore) {
        String plain = plain(text);
        if (plain.isEmpty()) {
            return Set.of();
        }
        EnumSet<Remark> remarks = EnumSet.noneOf(Remark.class);
        if (text.strip().length() < Reasons.SHORTEST_TEXT) {
            remarks.add(Remark.SHORT);
        }
        List<String> words = Arrays.asList(plain.split(" "));
        if (words.stream().distinct().count() < FEWEST_WORDS) {
            remarks.add(Remark.FEW_WORDS);
        }
        long letters = plain.chars().filter(Character::isLetter).distinct().count();
        if (letters < FEWEST_LETTERS || words.stream().noneMatch(TextQuality::readable)) {
            remarks.add(Remark.NO_LANGUAGE);
        }
        if (saidBefore) {
            remarks.add(Remark.REPEATED);
        }
        return Set.copyOf(remarks);
    }

    /** Letters and digits in lower case with one space between words, so that the same words are known again. */
    public static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }

    /** For a record: the remarks in a fixed order, separated by spaces. */
    public static String written(Set<Remark> remarks) {
        return remarks.stream().sorted().map(Enum::name).collect(Collectors.joining(" "));
    }

    /** Has a vowel and another letter, and no letter three times in a row. */
    private static boolean readable(String word) {
        return word.length() >= 2
                && word.matches(".*[aeiouyáéíóúü].*")
                && word.matches(".*[^aeiouyáéíóúü].*")
                && !word.matches(".*(.)\\1\\1.*");
    }
}
