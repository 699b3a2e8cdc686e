package health.keyward.console.base;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.i18n.I18NProvider;
import java.util.Locale;

/** What the console says, in the language of the page that is being served. Keys live in {@code vaadin-i18n/translations.properties}. */
public final class Words {
    private Words() {}

    public static String say(String key, Object... values) {
        return I18NProvider.translate(locale(), key, values);
    }

    /** The word for one value of a contract enum, for example {@code outcome.FAILED}. */
    public static String of(Enum<?> value) {
        return say(value.getClass().getSimpleName().toLowerCase(Locale.ROOT) + "." + value.name());
    }

    public static Locale locale() {
        var ui = UI.getCurrent();
        return ui == null ? Locale.ENGLISH : ui.getLocale();
    }
}
