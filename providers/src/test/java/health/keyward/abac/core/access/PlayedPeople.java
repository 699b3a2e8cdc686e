package health.keyward.abac.core.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A realm with these user names; the id of {@code ann} is {@code id-ann}. */
record PlayedPeople(List<String> names) implements People {
    @Override
    public String idOf(String name) {
        return names.contains(name) ? "id-" + name : "username:" + name;
    }

    @Override
    public List<Person> page(int from, int most) {
        return names.stream()
                .skip(from)
                .limit(most)
                .map(name -> new Person("id-" + name, name))
                .toList();
    }

    @Override
    public @Nullable Bound session(String id, String session) {
        return session.equals("session-of-" + id) ? new Bound(session, "192.0.2.7") : null;
    }
}
