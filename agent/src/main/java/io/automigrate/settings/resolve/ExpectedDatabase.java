package io.automigrate.settings.resolve;

import io.automigrate.settings.Settings;
import io.automigrate.settings.given.Findings;
import io.automigrate.settings.given.Given;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * {@code AUTO_MIGRATE_EXPECT_DATABASE}: refuses a start whose settings lead to another database. A start without this setting does not
 * load this class.
 */
record ExpectedDatabase(Given expected, Findings findings) {
    void check(Settings.Account account) {
        Pattern pattern;
        try {
            pattern = Pattern.compile(expected.value());
        } catch (PatternSyntaxException e) {
            findings.problem(
                    expected,
                    "that is no regular expression (" + e.getDescription() + " near index " + e.getIndex() + ")");
            return;
        }
        if (account == null) {
            return;
        }
        for (String place : account.address().places(account.user().orElse(""))) {
            if (!pattern.matcher(place).matches()) {
                findings.problem(
                        expected,
                        "the database of " + account.source() + " is \"" + place
                                + "\", and the expression does not match all of it; correct the expression or the URL");
                return;
            }
        }
    }
}
