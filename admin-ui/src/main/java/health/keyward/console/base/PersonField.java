package health.keyward.console.base;

import com.vaadin.flow.component.combobox.ComboBox;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.People;
import health.keyward.contract.history.PersonHits;
import java.util.stream.Stream;

/** Chooses one person by the beginning of a name. */
public final class PersonField extends ComboBox<PersonHits.Hit> {
    private static final int MOST = 20;

    public PersonField(People people, String label, String id) {
        super(label);
        setId(id);
        setWidthFull();
        setHelperText(Words.say("retain.person.hint"));
        setRequiredIndicatorVisible(true);
        setItemLabelGenerator(hit ->
                hit.name() == null || hit.name().isBlank() ? hit.username() : hit.name() + " · " + hit.username());
        setItems(query -> {
            var skip = query.getOffset();
            var most = query.getLimit();
            return hits(people, query.getFilter().orElse("")).skip(skip).limit(most);
        });
    }

    private static Stream<PersonHits.Hit> hits(People people, String text) {
        return !text.isBlank()
                        && people.find(Caller.current(), text.strip(), MOST) instanceof Answer.Ok<PersonHits>(var hits)
                ? hits.rows().stream()
                : Stream.empty();
    }
}
