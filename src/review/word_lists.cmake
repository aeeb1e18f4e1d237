# The word lists of data/review are compiled in: review reads no files.
foreach(list first-names places no-persons organisation-words coarse-words)
  set(file ${CMAKE_CURRENT_LIST_DIR}/../../data/review/${list}.txt)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  string(TOUPPER ${list} name)
  string(REPLACE "-" "_" name ${name})
  file(READ ${file} DECORUM_${name})
endforeach()
configure_file(word_texts.cc.in ${CMAKE_CURRENT_BINARY_DIR}/word_texts.gen.cc @ONLY)
