package health.keyward.contract.stepup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a map would have meant for past sign-ins: who would have been asked for more than they had shown. Days are those of UTC.
 *
 * @param from first day that was looked at, as YYYY-MM-DD
 * @param to last day
 * @param whole whether all days were looked at; false when it would have taken too long, the newest days are in it then
 * @param people who would have been asked most often
 * @param levelUnknown sign-ins whose record names no level; they count as a password alone
 * @param atRisk for each rule that turns on the risk, what it would have come to at most, if the risk had been elevated each time; it is not known for the
 *     past, and in none of the other figures
 * @param unseen names of rules that depend on scopes or actions, which the history does not know; they are not counted
 * @param changes what differs from the map in force
 * @param weakened names of rules in force whose demand this map does not take over in full; when there are any, a second person has to agree
 */
public record StepUpMapPreview(
        String from,
        String to,
        boolean whole,
        Count all,
        List<Count> rules,
        List<Count> atRisk,
        List<Count> apps,
        List<Count> days,
        List<Person> people,
        long levelUnknown,
        List<String> unseen,
        List<StepUpMapVersion.Change> changes,
        List<String> weakened) {
    /**
     * How often it came to that.
     *
     * @param of a rule, an app or a day; empty for all
     * @param signIns to which something in the map speaks
     * @param asked of these, how many would have been asked for more
     * @param people how many persons would have been asked
     */
    public record Count(String of, long signIns, long asked, int people) {}

    /**
     * Somebody who would have been asked.
     *
     * @param username null when the history does not know the person any more
     * @param last day on which they would last have been asked
     */
    public record Person(
            String id, @Nullable String username, @Nullable String name, long asked, String last) {}
}
