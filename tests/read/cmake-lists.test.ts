import { expect, test } from 'vitest';
import { cmakeLists } from '../../src/read/cmake-lists.ts';

test('packages that are looked for, fetched, linked', () => {
  const { dependencies, project } = cmakeLists.read(
    'CMakeLists.txt',
    `cmake_minimum_required(VERSION 3.20)
project(orders VERSION 1.0 LANGUAGES CXX)
find_package(Drogon 1.8 CONFIG REQUIRED)
# find_package(Old REQUIRED)
find_package(ZLIB)
FetchContent_Declare(
  oatpp
  GIT_REPOSITORY https://example.org/oatpp
  GIT_TAG v1.3.0)
add_subdirectory(third_party/userver)
add_executable(orders main.cc)
target_link_libraries(orders PRIVATE Drogon::Drogon userver PUBLIC m)
`,
  );
  expect(dependencies.map((one) => `${one.name} ${one.requirement ?? '-'} ${one.scope} :${one.at.line}`)).toEqual([
    'Drogon 1.8 runtime :3',
    'ZLIB - optional :5',
    'oatpp 1.3.0 runtime :6',
    'userver - runtime :12',
  ]);
  expect(project).toMatchObject({ name: 'orders', languages: ['cpp'], signs: [{ for: 'program' }] });
});

test('a file without project() is part of another build', () => {
  expect(cmakeLists.read('src/CMakeLists.txt', 'find_package(Drogon REQUIRED)').project).toBeUndefined();
});
