package health.keyward.console.base;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.page.ColorScheme;
import health.keyward.contract.Me;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The realm, search, attention, language, light or dark, and who is signed in. */
final class TopBar extends Header {
    private final Span realm = new Span();
    private final Span name = new Span();
    private final Span count = new Span();
    private final Button bell = new Button(Icons.of("bell"));
    private final Span waitingCount = new Span();
    private final Button waiting = new Button(Icons.of("approve"));

    /** @param search null for somebody who may search for nothing here; then nothing is counted either */
    TopBar(String hospital, @Nullable SearchField search, Runnable signOut) {
        addClassName("kw-bar");
        realm.setId("realm");
        realm.addClassName("kw-realm");
        realm.setText(hospital);
        configureAttention();
        configureWaiting();
        add(realm);
        if (search != null) {
            add(search, waiting, bell);
        }
        add(language(), scheme(), account(signOut));
    }

    void show(Me me) {
        realm.setText(me.realmDisplayName().isBlank() ? me.realm() : me.realmDisplayName());
        name.setText(me.displayName().isBlank() ? me.username() : me.displayName());
    }

    void attention(int open) {
        count.setVisible(open > 0);
        count.setText(Integer.toString(open));
        bell.setAriaLabel(Words.say("bar.attention", open));
        bell.setTooltipText(Words.say("bar.attention", open));
    }

    private void configureAttention() {
        bell.setId("attention");
        bell.addThemeVariants(ButtonVariant.TERTIARY);
        count.addClassName("kw-count");
        bell.setSuffixComponent(count);
        bell.addClickListener(e -> UI.getCurrent().navigate(""));
        attention(0);
    }

    /** @param many changes that wait for this person; nothing is shown when there are none */
    void waiting(long many) {
        waiting.setVisible(many > 0);
        waitingCount.setText(Long.toString(many));
        waiting.setAriaLabel(Words.say("bar.waiting", many));
        waiting.setTooltipText(Words.say("bar.waiting", many));
    }

    private void configureWaiting() {
        waiting.setId("waiting");
        waiting.addClassName("kw-waiting");
        waiting.addThemeVariants(ButtonVariant.TERTIARY);
        waitingCount.addClassName("kw-count");
        waiting.setSuffixComponent(waitingCount);
        waiting.addClickListener(e -> UI.getCurrent().navigate("approvals"));
        waiting(0);
    }

    private static MenuBar language() {
        var menu = new MenuBar();
        menu.setId("language");
        menu.addThemeVariants(MenuBarVariant.TERTIARY);
        var now = Words.locale().getLanguage();
        var root = menu.addItem(now.toUpperCase(Locale.ROOT));
        root.setAriaLabel(Words.say("bar.language"));
        for (var one : Languages.ALL) {
            var item = root.getSubMenu().addItem(Words.say("language." + one.getLanguage()), e -> {
                Looks.remember(UI.getCurrent(), Looks.LANGUAGE, one.getLanguage());
                UI.getCurrent().getPage().reload();
            });
            item.setId("language-" + one.getLanguage());
            item.setCheckable(true);
            item.setChecked(one.getLanguage().equals(now));
        }
        return menu;
    }

    private static MenuBar scheme() {
        var menu = new MenuBar();
        menu.setId("scheme");
        menu.addThemeVariants(MenuBarVariant.TERTIARY);
        var root = menu.addItem(Icons.of("sun"));
        root.setAriaLabel(Words.say("bar.scheme"));
        root.getSubMenu().addItem(Words.say("scheme.light"), e -> choose(ColorScheme.Value.LIGHT, "light"));
        root.getSubMenu().addItem(Words.say("scheme.dark"), e -> choose(ColorScheme.Value.DARK, "dark"));
        root.getSubMenu().addItem(Words.say("scheme.system"), e -> choose(ColorScheme.Value.LIGHT_DARK, "system"));
        return menu;
    }

    private static void choose(ColorScheme.Value value, String word) {
        UI.getCurrent().getPage().setColorScheme(value);
        Looks.remember(UI.getCurrent(), Looks.SCHEME, word);
    }

    private MenuBar account(Runnable signOut) {
        var menu = new MenuBar();
        menu.setId("account");
        menu.addThemeVariants(MenuBarVariant.TERTIARY);
        name.addClassName("kw-name");
        var left = new Span();
        left.addClassNames("kw-left", "kw-name");
        left.getElement().setAttribute("data-idle-left", true);
        var both = new Div(name, left);
        both.addClassName("kw-account");
        var root = menu.addItem(Icons.of("person"));
        root.add(both);
        root.setAriaLabel(Words.say("bar.account"));
        var out = root.getSubMenu().addItem(Words.say("account.signout"), e -> signOut.run());
        out.setId("sign-out");
        return menu;
    }
}
