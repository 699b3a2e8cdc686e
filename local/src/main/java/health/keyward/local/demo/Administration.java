package health.keyward.local.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes an administrator makes in two months: roles given and taken, units moved, factors reset, an app adjusted. */
final class Administration {
    private static final int CHANGES = 45;

    private final List<Staff> staff;
    private final Instant now;

    Administration(List<Staff> staff, Instant now) {
        this.staff = staff;
        this.now = now;
    }

    List<SyntheticChange> changes() {
        List<Staff> administrators = staff.stream()
                .filter(person -> person.enabled() && person.administers())
                .toList();
        List<SyntheticChange> changes = new ArrayList<>();
        if (administrators.isEmpty()) {
            return changes;
        }
        Random chance = new Random(4242);
        for (int number = 0; number < CHANGES; number++) {
            Instant at = now.minus(Duration.ofDays(1 + number * 58L / CHANGES)).minusSeconds(chance.nextInt(20_000));
            Staff actor = administrators.get(chance.nextInt(administrators.size()));
            Staff about = staff.get(chance.nextInt(staff.size()));
            changes.add(change(number % 5, at, actor, about));
        }
        return changes;
    }

    private static SyntheticChange change(int sort, Instant at, Staff actor, Staff about) {
        String user = "users/" + about.userId();
        return switch (sort) {
            case 0 ->
                new SyntheticChange(
                        at,
                        "CREATE",
                        "REALM_ROLE_MAPPING",
                        user + "/role-mappings/realm",
                        actor,
                        about,
                        "UserRoleMapping",
                        "role",
                        null,
                        "unit-manager");
            case 1 ->
                new SyntheticChange(
                        at,
                        "DELETE",
                        "REALM_ROLE_MAPPING",
                        user + "/role-mappings/realm",
                        actor,
                        about,
                        "UserRoleMapping",
                        "role",
                        "unit-manager",
                        null);
            case 2 ->
                new SyntheticChange(
                        at,
                        "UPDATE",
                        "USER",
                        user,
                        actor,
                        about,
                        "User attribute",
                        "department",
                        about.unit(),
                        about.unit() + " (acting)");
            case 3 ->
                new SyntheticChange(
                        at,
                        "ACTION",
                        "USER",
                        user + "/reset-password",
                        actor,
                        about,
                        "Credential",
                        "password",
                        "(not shown)",
                        "(not shown)");
            default ->
                new SyntheticChange(
                        at,
                        "UPDATE",
                        "CLIENT",
                        "clients/ward-board",
                        actor,
                        null,
                        "Client attribute",
                        "access.token.lifespan",
                        "600",
                        "300");
        };
    }
}
