package health.keyward.it.web;

import health.keyward.it.Ward;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import org.openqa.selenium.By;

/** A system administrator at the console. */
final class AtTheConsole implements AutoCloseable {
    static final URI CONSOLE = Ward.house().console().address();
    static final String HISTORY = "/activity/sign-ins";
    static final By LIST = By.id("sign-ins");
    static final By DRAWER = By.id("drawer");

    private final Screen screen;

    private AtTheConsole(Screen screen) {
        this.screen = screen;
    }

    static AtTheConsole signedIn() {
        AtTheConsole console = stranger();
        try {
            return console.signsIn(Ward.atTheConsole(), HISTORY);
        } catch (RuntimeException e) {
            console.close();
            throw e;
        }
    }

    static AtTheConsole stranger() {
        return new AtTheConsole(Screen.fresh());
    }

    Screen screen() {
        return screen;
    }

    /** From a page of the console through the sign-in pages and back to it. */
    AtTheConsole signsIn(DemoPerson person, String path) {
        opens(path);
        new AtTheDoor(screen).signsIn(person, CONSOLE);
        return this;
    }

    AtTheConsole opens(String path) {
        screen.goes(URI.create(CONSOLE + path));
        return this;
    }

    /** A cell of a list that holds these words. */
    static By cell(String words) {
        return By.xpath("//vaadin-grid-cell-content[contains(normalize-space(.), \"" + words + "\")]");
    }

    /** A button, link or menu entry with these words. */
    static By named(String words) {
        return By.xpath("//*[self::vaadin-button or self::a or self::button or self::vaadin-menu-bar-item"
                + " or self::vaadin-side-nav-item][normalize-space(.)=\"" + words + "\"]");
    }

    /** The input of a field. */
    static By input(String id) {
        return By.cssSelector("#" + id + " input");
    }

    @Override
    public void close() {
        screen.close();
    }
}
