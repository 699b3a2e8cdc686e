package health.keyward.breakglass.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The realm's list of reasons (BG-6): what is offered, how long it gives and where words are demanded.
 *
 * @param sensitive data classes for which words are always demanded and no colleague's signature stands in for the second factor
 */
public record Reasons(List<Reason> reasons, List<String> sensitive) {
    /** What a grant lasts unless its reason gives less (BG-7). */
    public static final Duration USUAL = Duration.ofMinutes(60);

    public static final int LONGEST_MINUTES = 240;
    public static final int SHORTEST_MINUTES = 5;
    /** Characters of the words somebody has to say, at least. */
    public static final int SHORTEST_TEXT = 15;

    public static final int LONGEST_TEXT = 500;
    private static final int MOST = 30;
    private static final int LONGEST_LABEL = 120;
    private static final Set<String> PURPOSES = Set.of("BTG", "ETREAT");

    /** What counts until a realm publishes a list of its own: version 0. */
    public static final Reasons SHIPPED = new Reasons(
            List.of(
                    reason(
                            "EMERGENCY_TREATMENT",
                            "ETREAT",
                            "I am treating this patient in an emergency",
                            "Atiendo a este paciente en una emergencia",
                            240,
                            false),
                    reason(
                            "COVERING",
                            "BTG",
                            "I am covering for the care team",
                            "Cubro al equipo que lo atiende",
                            120,
                            false),
                    reason(
                            "ADVICE",
                            "BTG",
                            "A colleague has asked me for advice on this patient",
                            "Un colega me ha pedido consejo sobre este paciente",
                            60,
                            false),
                    reason(
                            "TRANSFER",
                            "BTG",
                            "The patient is being moved to my unit",
                            "El paciente se traslada a mi unidad",
                            60,
                            false),
                    reason(
                            "SAFETY",
                            "BTG",
                            "Somebody is in danger because of this patient's condition",
                            "Alguien corre peligro por el estado de este paciente",
                            60,
                            true),
                    reason(Reason.OTHER, "BTG", "Something else", "Otro motivo", 60, true)),
            List.of("sensitive"));

    public Reasons {
        reasons = List.copyOf(reasons);
        sensitive = List.copyOf(sensitive);
    }

    private static Reason reason(String code, String purpose, String en, String es, int minutes, boolean text) {
        return new Reason(code, purpose, Map.of("en", en, "es", es), minutes, text, List.of());
    }

    public boolean sensitive(String dataClass) {
        return sensitive.contains(dataClass);
    }

    public List<Reason> offered(String dataClass) {
        return reasons.stream().filter(reason -> reason.covers(dataClass)).toList();
    }

    public Optional<Reason> find(String code, String dataClass) {
        return offered(dataClass).stream()
                .filter(reason -> reason.code().equals(code))
                .findFirst();
    }

    public boolean demandsText(Reason reason, String dataClass) {
        return reason.textDemanded() || reason.code().equals(Reason.OTHER) || sensitive(dataClass);
    }

    /** How long a grant for it may last: the usual time, or less where the reason gives less or a colleague's signature stands in for the factor. */
    public static Duration life(Reason reason, boolean waived) {
        Duration most = Duration.ofMinutes(reason.minutes());
        Duration usual = most.compareTo(USUAL) < 0 ? most : USUAL;
        return waived && usual.compareTo(CoSignature.LIFE_OF_A_WAIVED_GRANT) > 0
                ? CoSignature.LIFE_OF_A_WAIVED_GRANT
                : usual;
    }

    /** What is wrong with the list, in words for who wrote it; empty when it can be published. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (reasons.isEmpty() || reasons.size() > MOST) {
            faults.add("A list has 1 to " + MOST + " reasons.");
        }
        Set<String> codes = new HashSet<>();
        for (Reason reason : reasons) {
            if (!reason.code().matches("[A-Z][A-Z0-9_]{1,39}")) {
                faults.add("The code " + reason.code() + " is not 2 to 40 capital letters, digits and underscores.");
            } else if (!codes.add(reason.code())) {
                faults.add("The code " + reason.code() + " stands twice.");
            }
            if (!PURPOSES.contains(reason.purpose())) {
                faults.add(reason.code() + ": the purpose is BTG or ETREAT.");
            }
            if (reason.minutes() < SHORTEST_MINUTES || reason.minutes() > LONGEST_MINUTES) {
                faults.add(reason.code() + ": " + SHORTEST_MINUTES + " to " + LONGEST_MINUTES + " minutes.");
            }
            if (!labelled(reason)) {
                faults.add(reason.code() + ": an English and a Spanish text of at most " + LONGEST_LABEL
                        + " characters are needed.");
            }
            if (!reason.dataClasses().stream().allMatch(Reasons::word)) {
                faults.add(reason.code() + ": a data class is a word in lower case.");
            }
        }
        if (!sensitive.stream().allMatch(Reasons::word)) {
            faults.add("A sensitive data class is a word in lower case.");
        }
        return faults;
    }

    private static boolean labelled(Reason reason) {
        return reason.texts().keySet().equals(Set.of("en", "es"))
                && reason.texts().values().stream()
                        .allMatch(text -> !text.isBlank()
                                && text.length() <= LONGEST_LABEL
                                && text.chars().noneMatch(Character::isISOControl));
    }

    /** A data class as apps name theirs. */
    public static boolean word(String dataClass) {
        return dataClass.matches("[a-z][a-z0-9-]{0,31}");
    }
}
