package health.keyward.breakglass.core;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody filled in to ask for emergency access, read against the list of reasons (BG-6).
 *
 * @param text in one line; empty when nothing was said
 * @param minutes null for the usual time
 */
public record AskAnswer(
        PatientReference patient,
        Reason reason,
        String text,
        @Nullable Integer minutes) {
    /** What is wrong with it. */
    public enum Fault {
        /** Nothing, or something that looks like a name. */
        NO_PATIENT,
        NO_REASON,
        /** The reason, or the kind of data, demands words. */
        TEXT_SHORT,
        TEXT_LONG,
        /** Longer than the reason allows. */
        BAD_TIME
    }

    /** What came of reading. */
    public sealed interface Read {
        record Good(AskAnswer answer) implements Read {}

        record Bad(Set<Fault> faults) implements Read {}
    }

    /** @param minutes as typed; blank for the usual time */
    public static Read read(
            Reasons reasons, String dataClass, String patient, String reason, String text, String minutes) {
        EnumSet<Fault> faults = EnumSet.noneOf(Fault.class);
        Optional<PatientReference> whom = PatientReference.of(patient);
        if (whom.isEmpty()) {
            faults.add(Fault.NO_PATIENT);
        }
        Optional<Reason> why = reasons.find(reason, dataClass);
        if (why.isEmpty()) {
            faults.add(Fault.NO_REASON);
        }
        String words = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (words.length() > Reasons.LONGEST_TEXT) {
            faults.add(Fault.TEXT_LONG);
        }
        if (words.length() < Reasons.SHORTEST_TEXT
                && why.filter(one -> reasons.demandsText(one, dataClass)).isPresent()) {
            faults.add(Fault.TEXT_SHORT);
        }
        @Nullable Integer wanted = minutes.strip().matches("[1-9]\\d{0,3}") ? Integer.valueOf(minutes.strip()) : null;
        boolean badTime = wanted == null
                ? !minutes.isBlank()
                : why.filter(one -> wanted > one.minutes()).isPresent();
        if (badTime) {
            faults.add(Fault.BAD_TIME);
        }
        return whom.isPresent() && why.isPresent() && faults.isEmpty()
                ? new Read.Good(new AskAnswer(whom.get(), why.get(), words, wanted))
                : new Read.Bad(Set.copyOf(faults));
    }
}
