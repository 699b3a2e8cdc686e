package health.keyward.local;

import health.keyward.local.house.DemoPerson;
import health.keyward.local.house.House;
import java.io.PrintStream;

/** What a person needs to walk around in the house: addresses and, the first time, who may sign in. */
final class Table {
    private final House house;

    Table(House house) {
        this.house = house;
    }

    void print(PrintStream out) {
        out.println();
        for (House.Address address : house.addresses()) {
            out.printf("  %-22s %s%n", address.what(), address.where());
        }
        house.register().showOnce().ifPresent(people -> {
            out.printf("%n  %-18s %-24s %-54s %s%n", "demo person", "password", "key for one-time codes", "roles");
            for (DemoPerson person : people) {
                out.printf(
                        "  %-18s %-24s %-54s %s%n",
                        person.username(),
                        person.password(),
                        person.hasSecondFactor() ? person.totpKey() : "-",
                        String.join(" ", person.roles()) + (person.enabled() ? "" : " (disabled)"));
            }
            out.printf(
                    "%nThis is shown once; it is kept in %s%n", house.register().file());
        });
    }
}
