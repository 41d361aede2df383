package io.sluice.filters;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A topology, a file and a what-if run call the same stages. */
@AnalyzeClasses(
    packages = "io.sluice.filters",
    importOptions = ImportOption.DoNotIncludeTests.class)
class StagesKnowNoKafkaTest {
  @ArchTest
  static final ArchRule STAGES_AND_THEIR_API_DO_NOT_IMPORT_KAFKA =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.sluice.filters.streams..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule ONLY_THE_JUDGE_REACHES_THE_TOPOLOGY =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.sluice.filters.streams..")
          .and()
          .areNotAssignableTo(Judge.class)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.sluice.filters.streams..");
}
