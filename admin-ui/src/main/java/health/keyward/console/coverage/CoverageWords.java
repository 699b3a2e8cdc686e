package health.keyward.console.coverage;

import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.stepup.CoveragePage;
import health.keyward.contract.stepup.FactorCoverage;
import health.keyward.contract.stepup.FactorException;
import health.keyward.contract.stepup.FactorHeld;
import java.util.Objects;
import java.util.Set;

/** Figures and people of the coverage in words. */
final class CoverageWords {
    private static final Set<String> CLASSES = Set.of("phi", "limited", "security", "internal", "none");

    private CoverageWords() {}

    static String sentence(FactorCoverage found) {
        var all = found.patientData();
        return all.people() == 0
                ? Words.say("coverage.sentence.nobody")
                : Words.say("coverage.sentence", percent(all), all.people());
    }

    static String excepted(FactorCoverage found, Times times) {
        var last = found.lastExceptionEnds();
        return found.patientData().excepted() == 0 || last == null
                ? ""
                : " " + Words.say("coverage.excepted", found.patientData().excepted(), times.day(last));
    }

    /** Whole percent, rounded down: not everybody is never a hundred. */
    static long percent(FactorCoverage.Figure figure) {
        return figure.people() == 0 ? 0 : 100 * figure.phishingResistant() / figure.people();
    }

    static String note(FactorCoverage.Figure figure) {
        return Words.say("coverage.note", percent(figure), figure.phishingResistant(), figure.people(), figure.none());
    }

    static String touches(FactorCoverage.Role role) {
        var known = CLASSES.contains(role.dataClass()) ? role.dataClass() : "phi";
        return role.said() ? Words.say("coverage.class." + known) : Words.say("coverage.class.unsaid");
    }

    static String person(CoveragePage.Person person) {
        return person.name() == null ? person.username() : person.name();
    }

    static String whom(FactorException one) {
        return one.role() == null
                ? Objects.requireNonNullElse(one.person(), Objects.requireNonNullElse(one.personId(), "–"))
                : Words.say("coverage.everybody", one.role());
    }

    static String icon(FactorHeld factor) {
        return switch (factor) {
            case PHISHING_RESISTANT -> "ok";
            case SECOND_FACTOR -> "key";
            case NONE -> "failed";
        };
    }

    static String tone(FactorHeld factor) {
        return switch (factor) {
            case PHISHING_RESISTANT -> "SUCCESS";
            case SECOND_FACTOR -> "UNDONE";
            case NONE -> "FAILED";
        };
    }
}
