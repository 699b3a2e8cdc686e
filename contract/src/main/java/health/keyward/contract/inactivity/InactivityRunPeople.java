package health.keyward.contract.inactivity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The list of a run, by id of the person. */
public record InactivityRunPeople(
        List<InactivityRunPerson> rows, @Nullable String next) {
    public InactivityRunPeople {
        rows = List.copyOf(rows);
    }
}
