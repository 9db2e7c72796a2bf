package io.automigrate.migration;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.migration.classpath.FoundFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the defects of scripts, so that one failure reports all of them. */
final class ScriptProblems {
    private static final int SHOWN = 20;

    private final List<Problem> problems = new ArrayList<>();

    /**
     * @param sentence the defect, without the places
     * @param places the files that have the defect
     * @param remedy the remedy for the user
     */
    void add(String sentence, List<FoundFile> places, String remedy) {
        problems.add(new Problem(sentence, List.copyOf(places), remedy));
    }

    void throwIfAny() throws StartupException {
        if (problems.isEmpty()) {
            return;
        }
        throw new StartupException(problems.size() == 1 ? alone(problems.get(0)) : together());
    }

    private static Failure alone(Problem problem) {
        Failure failure = Failure.of(ExitCode.CONFIGURATION, problem.sentence);
        for (FoundFile place : problem.places) {
            failure = failure.with("script", place.place());
        }
        return failure.remedy(problem.remedy);
    }

    private Failure together() {
        Failure failure = Failure.of(ExitCode.CONFIGURATION, problems.size() + " problems with the migration scripts");
        Set<String> remedies = new LinkedHashSet<>();
        for (Problem problem : problems) {
            remedies.add(problem.remedy);
        }
        for (Problem problem : problems.subList(0, Math.min(SHOWN, problems.size()))) {
            failure = failure.with("problem", problem.sentence + "\n" + lines(problem.places));
        }
        if (problems.size() > SHOWN) {
            failure = failure.with("problem", "and " + (problems.size() - SHOWN) + " more");
        }
        return failure.remedy(String.join("\n", remedies));
    }

    private static String lines(List<FoundFile> places) {
        StringBuilder result = new StringBuilder();
        for (FoundFile place : places) {
            result.append(result.isEmpty() ? "" : "\n").append(place.place());
        }
        return result.toString();
    }

    private record Problem(String sentence, List<FoundFile> places, String remedy) {}
}
