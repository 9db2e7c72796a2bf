package io.automigrate.it;

import io.automigrate.it.jvm.Sample;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Some constants of the enum that the test's first parameter has. Each test begins the choice at another constant, so that the tests of a
 * build together run with all of them. {@code -Dit.full} runs each test with every constant.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(SampledEnumSource.Constants.class)
public @interface SampledEnumSource {
    /** The names of the constants to choose from; none means all constants. */
    String[] names() default {};

    /** The number of constants that a build without {@code -Dit.full} runs. */
    int rows() default 2;

    /** The constants of one test. */
    final class Constants implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            SampledEnumSource source = context.getRequiredTestMethod().getAnnotation(SampledEnumSource.class);
            Object[] constants =
                    context.getRequiredTestMethod().getParameterTypes()[0].getEnumConstants();
            List<String> names = List.of(source.names());
            List<Object> chosen = new ArrayList<>(Arrays.asList(constants));
            if (!names.isEmpty()) {
                chosen.removeIf(constant -> !names.contains(((Enum<?>) constant).name()));
                if (chosen.size() != names.size()) {
                    throw new IllegalArgumentException(
                            "Not all of " + names + " are among " + Arrays.toString(constants));
                }
            }
            String test = context.getRequiredTestMethod().getName();
            Collections.rotate(chosen, Math.floorMod(test.hashCode(), chosen.size()));
            return Sample.spread(chosen, source.rows()).stream().map(Arguments::of);
        }
    }
}
